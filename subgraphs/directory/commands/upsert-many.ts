import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { required } from "../../common/check.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import type { CustomerInput } from "./customer-input.ts";
import { lockMatched, type Match } from "./match.ts";
import type { RecordResult } from "./settle-many.ts";
import { checkRecords, type RecordsInput, takeRecords } from "./take-records.ts";
import { upsertCustomer } from "./upsert.ts";

export interface UpsertInput extends RecordsInput<CustomerInput> {
  readonly matchBy: "ACCOUNT_NUMBER" | "EXTERNAL_IDENTIFIER";
  readonly source?: ExternalSource | null;
}

const checkRequest = (input: UpsertInput): UserError[] => [
  ...checkRecords(input),
  ...(input.matchBy === "EXTERNAL_IDENTIFIER" && input.source == null
    ? [required(["source"], "Name the system whose ids tell the customers.")]
    : []),
];

const matchOf = ({ matchBy, source }: UpsertInput): Match =>
  matchBy === "EXTERNAL_IDENTIFIER" && source != null ? { by: "externalIdentifier", source } : { by: "accountNumber" };

/** Takes records: each creates its customer, or changes the existing one where it differs. */
export const upsertCustomers = (
  manager: EntityManager,
  viewer: Viewer,
  input: UpsertInput,
): Promise<readonly RecordResult[]> => {
  refuseIfAny(checkRequest(input));
  const match = matchOf(input);
  return takeRecords(manager, viewer, input, {
    mutation: "customersUpsert",
    take: (savepoint, record) => upsertCustomer(savepoint, viewer, record, match),
    prepare: (savepoint) => lockMatched(savepoint, viewer, input.records, match),
  });
};
