import { readdirSync, readFileSync } from "node:fs";
import { buildASTSchema, buildSchema, type GraphQLSchema, parse, resolveSchemaCoordinate } from "graphql";
import { projectFile } from "../../platform/project.ts";

const read = (...path: string[]): string => readFileSync(projectFile(...path), "utf8");

const built = (text: string): GraphQLSchema => buildASTSchema(parse(text), { assumeValid: true, assumeValidSDL: true });

const api = buildSchema(read("schema", "api.graphql"));
const supergraph = built(read("schema", "supergraph.graphql"));
const examples = readdirSync(projectFile("examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => built(read("schema", "shared.graphql") + read("examples", name, "schema.graphql")));

/** Undefined as well if the coordinate's type does not exist, for which graphql-js throws. */
const find = (schema: GraphQLSchema, coordinate: string): ReturnType<typeof resolveSchemaCoordinate> => {
  try {
    return resolveSchemaCoordinate(schema, coordinate);
  } catch {
    return undefined;
  }
};

const isInaccessible = (coordinate: string): boolean => {
  const found = find(supergraph, coordinate);
  return (
    found?.kind === "Field" &&
    (found.field.astNode?.directives ?? []).some((directive) => directive.name.value === "inaccessible")
  );
};

/**
 * Whether the coordinate exists for clients, for subgraphs (`@inaccessible`), or in an example
 * under examples/.
 */
export const isCoordinate = (coordinate: string): boolean =>
  find(api, coordinate) !== undefined ||
  isInaccessible(coordinate) ||
  examples.some((schema) => find(schema, coordinate) !== undefined);
