import { Kind, parse } from "graphql";
import { type Alternatives, alternativesOf } from "../../../platform/auth/scopes.ts";
import { readSdl } from "../../../platform/graphql/sdl.ts";

const SUBGRAPHS = ["identity", "commercial", "finance", "contacts", "directory"];

/** The `@requiresScopes` of a subgraph's fields, by their coordinates. */
const inSubgraph = (name: string): [coordinate: string, alternatives: Alternatives][] =>
  parse(readSdl(name)).definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (type.fields ?? []).flatMap((field) => {
      const directive = field.directives?.find((each) => each.name.value === "requiresScopes");
      return directive ? [[`${type.name.value}.${field.name.value}`, alternativesOf(directive)] as const] : [];
    }) as [string, Alternatives][];
  });

let needed: ReadonlyMap<string, Alternatives> | undefined;

/** The scopes that a field of the graph needs, as its SDL says. The SDL is read when somebody asks first, not at every start. */
export const neededScopes = (coordinate: string): Alternatives => {
  needed ??= new Map(SUBGRAPHS.flatMap(inSubgraph));
  const alternatives = needed.get(coordinate);
  if (!alternatives) throw new Error(`${coordinate} needs no scope`);
  return alternatives;
};
