import type { DocumentNode, GraphQLSchema, ObjectTypeDefinitionNode } from "graphql";
import { buildASTSchema, Kind, parse, print, validateSchema, visit } from "graphql";
import { type Demands, readDemands } from "./authorization/demands.ts";
import { apiDocument } from "./supergraph/api-schema.ts";
import { checkLinks } from "./supergraph/check-links.ts";
import { linksOf } from "./supergraph/links.ts";
import { withScalars } from "./supergraph/scalars.ts";

/** What the gateway reads from a supergraph when it loads it. */
export interface Supergraph {
  readonly sdl: string;
  readonly apiSdl: string;
  /** Builds a new copy of the client's schema: Apollo Server's plugins wrap the resolvers of the one they are given. */
  createApiSchema(): GraphQLSchema;
  /** The schema for completing responses: the client's, with a stand-in for each interface that no type implements. */
  createCompletionSchema(): GraphQLSchema;
  /** The subgraphs, by their name in plans, with the address from composition. */
  readonly services: ReadonlyMap<string, string>;
  /** A prefix that no field of the graph begins with, for the gateway's own names. */
  readonly prefix: string;
  /** Interfaces that some subgraph knows only as an object. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** What `@authenticated` and `@requiresScopes` demand of the viewer. */
  readonly demands: Demands;
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

const readInterfaceObjects = (document: DocumentNode) => {
  const names = new Set<string>();
  visit(document, {
    InterfaceTypeDefinition: ({ name, directives = [] }) => {
      const given = directives
        .filter((each) => each.name.value === "join__type")
        .flatMap((each) => each.arguments ?? []);
      if (
        given.some(
          (each) => each.name.value === "isInterfaceObject" && each.value.kind === Kind.BOOLEAN && each.value.value,
        )
      ) {
        names.add(name.value);
      }
      return false;
    },
  });
  return names;
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

/** Only an interface object's subgraph knows such an interface: its objects have no concrete type at all. */
const withStandIns = (api: DocumentNode, prefix: string): DocumentNode => {
  const implemented = new Set<string>();
  for (const each of api.definitions) {
    if (each.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const { name } of each.interfaces ?? []) implemented.add(name.value);
  }
  const standIns = api.definitions.flatMap((each): ObjectTypeDefinitionNode[] => {
    if (each.kind !== Kind.INTERFACE_TYPE_DEFINITION || implemented.has(each.name.value)) return [];
    const itself = { kind: Kind.NAMED_TYPE, name: each.name } as const;
    const name = { kind: Kind.NAME, value: prefix + each.name.value } as const;
    return [{ ...each, kind: Kind.OBJECT_TYPE_DEFINITION, name, interfaces: [...(each.interfaces ?? []), itself] }];
  });
  return { ...api, definitions: [...api.definitions, ...standIns] };
};

/** Reads and checks a supergraph; an invalid one is refused with the reason. */
export const readSupergraph = (sdl: string): Supergraph => {
  const document = parse(sdl, { noLocation: true });
  const links = linksOf(document);
  checkLinks(links);
  const api = apiDocument(document);
  const services = readServices(document);
  if (services.size === 0) throw new Error("The supergraph names no subgraph (no @join__graph): is it a composed one?");
  const createApiSchema = () => withScalars(buildASTSchema(api, { assumeValidSDL: true }));
  const errors = validateSchema(createApiSchema());
  if (errors.length > 0)
    throw new Error(`The supergraph is not valid:\n${errors.map((each) => `  - ${each.message}`).join("\n")}`);
  const prefix = freePrefix(document);
  const createCompletionSchema = () => withScalars(buildASTSchema(withStandIns(api, prefix), { assumeValidSDL: true }));
  return {
    sdl,
    apiSdl: print(api),
    createApiSchema,
    createCompletionSchema,
    services,
    prefix,
    interfaceObjects: readInterfaceObjects(document),
    demands: readDemands(document, links, (name) => prefix + name),
  };
};
