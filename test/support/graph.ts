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

/** What one request to the graph brought. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape.
  readonly data: any;
  readonly errors: readonly GraphQLError[];
  /** The statements with which the request read, in all subgraphs; those of its transactions are not among them. */
  readonly statements: readonly (RanStatement & { readonly subgraph: string })[];
}

const name = `test_${randomUUID()}`;
const urls = await createDatabase(name, TEMPLATE);

/** The database of this test file, a copy of the migrated template. */
export const testDatabase = {
  ...urls,
  ...(await openDatabase({ url: urls.appUrl, entities: subgraphs.flatMap(({ entities }) => entities) })),
};

const statementsOf = new WeakMap<GatewayContext, Answer["statements"][number][]>();

/** The whole graph in this process, as `npm start` has it. */
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

/** A document that does not fit the schema is a mistake of the test, and throws. */
const documentOf = (text: string): DocumentNode => {
  const known = documents.get(text);
  if (known) return known;
  const document = parse(text);
  const [mistake] = apiSchema ? validate(apiSchema, document) : [];
  if (mistake) throw mistake;
  documents.set(text, document);
  return document;
};

/** Asks the graph in somebody's name. */
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
