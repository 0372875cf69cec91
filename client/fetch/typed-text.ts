import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";

/** The text of an operation that carries the types of its variables and data. */
export type TypedText<Data, Variables> = string & DocumentTypeDecoration<Data, Variables>;
