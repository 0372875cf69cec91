import { type DocumentNode, execute, type GraphQLError, parse } from "graphql";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Subgraph } from "../../../platform/graphql/subgraph.ts";
import { testDatabase } from "../graph.ts";

export interface PlainResponse {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly path: unknown }[];
}

const documents = new Map<string, DocumentNode>();

const documentOf = (text: string): DocumentNode => {
  const known = documents.get(text) ?? parse(text);
  documents.set(text, known);
  return known;
};

export const plainErrors = (errors: readonly GraphQLError[] = []): PlainResponse["errors"] =>
  errors.map(({ message, extensions, path }) => ({ message, code: extensions.code, path }));

/** Queries one subgraph as a viewer, as the gateway would. */
export const askSubgraph = async (
  { schema, createContext }: Subgraph,
  viewer: Viewer,
  text: string,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<PlainResponse> => {
  const contextValue = createContext({ viewer, db: testDatabase.session(viewer.tenantId) });
  const { data, errors } = await execute({ schema, document: documentOf(text), contextValue, variableValues });
  return { data, errors: plainErrors(errors) };
};
