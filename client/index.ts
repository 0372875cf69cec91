export { documentIds } from "./generated/document-ids.generated.ts";
export * from "./generated/documents.generated.ts";
export * from "./generated/enums.generated.ts";
