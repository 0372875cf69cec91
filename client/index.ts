export * from "./generated/documents.generated.ts";
