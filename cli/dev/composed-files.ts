import { composeGraph } from "./composition.ts";

const headed = (what: string, sdl: string): string =>
  `# ${what} Composed by \`npm run compose\`: do not edit.\n\n${sdl.trimEnd()}\n`;

/** The files written by composition, by path, with their content. */
export const composedFiles = (): Record<"schema/supergraph.graphql" | "schema/api.graphql", string> => {
  const { supergraphSdl, apiSdl } = composeGraph();
  return {
    "schema/supergraph.graphql": headed("The supergraph, for any gateway of Apollo Federation 2.", supergraphSdl),
    "schema/api.graphql": headed("The schema that clients see.", apiSdl),
  };
};
