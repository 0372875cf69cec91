import type { Types } from "@graphql-codegen/plugin-helpers";
import { Kind, type OperationDefinitionNode, type Token, TokenKind } from "graphql";

/** An operation of the documents, with the `#` comment above it. */
export interface NamedOperation {
  readonly name: string;
  readonly kind: "Query" | "Mutation";
  readonly description: string;
  readonly definition: OperationDefinitionNode;
}

const commentAbove = (definition: OperationDefinitionNode): string => {
  const lines: string[] = [];
  for (let token: Token | null = definition.loc?.startToken.prev ?? null; token; token = token.prev) {
    if (token.kind !== TokenKind.COMMENT) break;
    lines.unshift(token.value.trim());
  }
  return lines.join(" ");
};

const named = (definition: OperationDefinitionNode): NamedOperation => {
  const name = definition.name?.value;
  const description = commentAbove(definition);
  if (!name) throw new Error("An operation has no name.");
  if (!description)
    throw new Error(`Say in a # line above it what ${name} is for: it becomes the comment of its hook.`);
  if (definition.operation === "subscription") throw new Error(`${name} is a subscription: the graph has none.`);
  return { name, kind: definition.operation === "query" ? "Query" : "Mutation", description, definition };
};

/** The operations of the documents by name, so that generated files do not depend on the order of files. */
export const namedOperations = (documents: readonly Types.DocumentFile[]): NamedOperation[] =>
  documents
    .flatMap(({ document }) => document?.definitions ?? [])
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(named)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
