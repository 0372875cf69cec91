import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll } from "@jest/globals";
import { type DocumentNode, type GraphQLError, parse, validate } from "graphql";
import { localTransports } from "../../cli/graph/local-graph.ts";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import type { GatewayContext } from "../../gateway/request/context.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { openDatabase } from "../../platform/database/open.ts";
import type { RanStatement } from "../../platform/database/session/observe.ts";
import { projectFile } from "../../platform/project.ts";
import { createDatabase, dropDatabase } from "./postgres.ts";
import { TEMPLATE } from "./template.ts";

/** The result of one request to the graph. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own data.
  readonly data: any;
  readonly errors: readonly GraphQLError[];
  /** The statements that read, in all subgraphs. Statements inside of write transactions are not included. */
  readonly statements: readonly (RanStatement & { readonly subgraph: string })[];
}

const name = `test_${randomUUID()}`;
const urls = await createDatabase(name, TEMPLATE);

/** This test file's database, a copy of the migrated template. */
export const testDatabase = {
  ...urls,
  ...(await openDatabase({ url: urls.appUrl, entities: subgraphs.flatMap(({ entities }) => entities) })),
};

const statementsOf = new WeakMap<GatewayContext, Answer["statements"][number][]>();

/** The whole graph in this process, set up as by `npm start`. */
const gateway = await createGateway({
  supergraphSdl: readFileSync(projectFile("schema", "supergraph.graphql"), "utf8"),
  transports: localTransports({
    database: testDatabase,
    observe: (context, subgraph, statement) => {
      if (!statement.writes) statementsOf.get(context)?.push({ ...statement, subgraph });
    },
  }),
});

let apiSchema: Parameters<typeof validate>[0] | undefined;
gateway.onSchemaLoadOrUpdate((loaded) => {
  apiSchema = loaded.apiSchema;
});
await gateway.load({ apollo: {} as never });

const documents = new Map<string, DocumentNode>();

/** Parses and validates a document. Throws if it is invalid, which is a mistake in the test. */
const documentOf = (text: string): DocumentNode => {
  const known = documents.get(text);
  if (known) return known;
  const document = parse(text);
  const [mistake] = apiSchema ? validate(apiSchema, document) : [];
  if (mistake) throw mistake;
  documents.set(text, document);
  return document;
};

/** Queries the graph as a viewer. */
export const ask = async (viewer: Viewer, text: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
  const document = documentOf(text);
  const context: GatewayContext = { viewer, authorization: undefined, requestId: randomUUID() };
  const statements: Answer["statements"][number][] = [];
  statementsOf.set(context, statements);
  const { data, errors = [] } = await gateway.execute({ document, variables, context });
  return { data, errors, statements };
};

afterAll(async () => {
  await gateway.stop?.();
  await testDatabase.close();
  await dropDatabase(name);
});
