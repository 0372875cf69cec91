import type { DocumentNode, GraphQLSchema } from "graphql";
import { buildASTSchema, Kind, parse, print, validateSchema, visit } from "graphql";
import { apiDocument } from "./api-schema.ts";

/** What the gateway reads out of a supergraph once, when it loads it. */
export interface Supergraph {
  readonly sdl: string;
  readonly apiSdl: string;
  /** Builds the client's schema anew: Apollo Server's plugins wrap the resolvers of the one they are given. */
  createApiSchema(): GraphQLSchema;
  /** The subgraphs, by the name a plan calls them, with the address composition wrote down. */
  readonly services: ReadonlyMap<string, string>;
  /** A prefix that no field of the graph begins with, for names of the gateway's own. */
  readonly prefix: string;
}

const readServices = (document: DocumentNode) => {
  const services = new Map<string, string>();
  visit(document, {
    EnumValueDefinition: (node) => {
      const graph = node.directives?.find(({ name }) => name.value === "join__graph");
      const read = (name: string) => {
        const value = graph?.arguments?.find((each) => each.name.value === name)?.value;
        return value?.kind === Kind.STRING ? value.value : "";
      };
      if (graph) services.set(read("name"), read("url"));
    },
  });
  return services;
};

const freePrefix = (document: DocumentNode) => {
  const names: string[] = [];
  visit(document, { FieldDefinition: ({ name }) => void names.push(name.value) });
  const isFree = (prefix: string) => !names.some((name) => name.startsWith(prefix));
  const prefixes = function* () {
    for (let n = 0; ; n++) yield n === 0 ? "_c_" : `_c${n}_`;
  };
  for (const prefix of prefixes()) if (isFree(prefix)) return prefix;
  throw new Error("unreachable");
};

/** Reads and checks a supergraph; a text that is none is refused with the reason. */
export const readSupergraph = (sdl: string): Supergraph => {
  const document = parse(sdl, { noLocation: true });
  const api = apiDocument(document);
  const services = readServices(document);
  if (services.size === 0) throw new Error("The supergraph names no subgraph (no @join__graph): is it a composed one?");
  const createApiSchema = () => buildASTSchema(api, { assumeValidSDL: true });
  const errors = validateSchema(createApiSchema());
  if (errors.length > 0)
    throw new Error(`The supergraph is not valid:\n${errors.map((each) => `  - ${each.message}`).join("\n")}`);
  return { sdl, apiSdl: print(api), createApiSchema, services, prefix: freePrefix(document) };
};
