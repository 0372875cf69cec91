export type * from "../generated/documents.generated.ts";
export * from "../generated/texts.generated.ts";
export {
  type CustomerGraphClient,
  type CustomerGraphClientOptions,
  createCustomerGraphClient,
  type RequestOptions,
} from "./create-customer-graph-client.ts";
export { CustomerGraphError, type FailureReason, type GraphError } from "./customer-graph-error.ts";
export type { Answer } from "./read-answer.ts";
export type { RetryOptions } from "./retry.ts";
export type { TypedText } from "./typed-text.ts";
