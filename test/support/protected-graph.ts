import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, validate } from "graphql";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { composeSupergraph } from "../../gateway/supergraph/compose.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { asJson } from "./engine/gateway.ts";
import type { Resolver } from "./engine/subgraph.ts";

const IMPORTS = [
  "@key",
  "@external",
  "@requires",
  "@shareable",
  "@authenticated",
  "@requiresScopes",
  "@interfaceObject",
];

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(IMPORTS)})`;

interface Facet {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
}

interface Options {
  /** Edits the supergraph, to imitate another composition. */
  readonly edit?: (supergraphSdl: string) => string;
}

const supergraphOf = (facets: Readonly<Record<string, Pick<Facet, "sdl">>>): string =>
  composeSupergraph(
    Object.entries(facets).map(([name, { sdl }]) => ({ name, sdl: `${LINK}\n${sdl}`, url: `http://${name}.invalid/` })),
  ).supergraphSdl;

export const reader = (...scopes: string[]): Viewer => ({
  subject: "test",
  tenantId: "t",
  workspaceIds: [],
  workspaceId: null,
  scopes: new Set(scopes),
});

/**
 * A gateway in front of subgraphs without checks of their own. Records the response to the viewer
 * and the requests to the subgraphs.
 */
export const protectedGraph = async (
  facets: Readonly<Record<string, Facet>>,
  { edit = (sdl) => sdl }: Options = {},
) => {
  const asked: string[] = [];
  const schemas = new Map(
    Object.entries(facets).map(([name, { sdl, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(`${LINK}\n${sdl}`), resolvers: resolvers as never }),
    ]),
  );
  const gateway = await createGateway({
    supergraphSdl: edit(supergraphOf(facets)),
    transports: (name) => {
      const schema = schemas.get(name);
      if (!schema) throw new Error(`There is no facet ${name}.`);
      const transport = inProcess({ name, schema, createContext: () => ({}) });
      return {
        prepare: (operation) => {
          const send = transport.prepare(operation);
          return (variables, context) => {
            asked.push(operation.text);
            return send(variables, context);
          };
        },
      };
    },
  });
  const { apiSchema } = await new Promise<{ apiSchema: Parameters<typeof validate>[0] }>((resolve) => {
    gateway.onSchemaLoadOrUpdate(resolve);
    void gateway.load({ apollo: {} });
  });

  const ask = async (viewer: Viewer | undefined, text: string, variables: Record<string, unknown> = {}) => {
    const document = parse(text);
    const faults = validate(apiSchema, document);
    if (faults.length > 0) throw new Error(`The test's operation is not valid: ${faults.join("; ")}`);
    asked.length = 0;
    const context = { viewer, authorization: undefined, requestId: "r" };
    const { data, errors = [] } = asJson(await gateway.execute({ document, variables, context }));
    return {
      data,
      errors: errors.map(({ message, path, extensions }) => ({
        message,
        path: path?.join("."),
        code: undefined,
        ...extensions,
      })),
      asked: asked.join("\n"),
    };
  };
  return { ask, statistics: gateway.statistics };
};
