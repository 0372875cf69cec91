import { composeGraph } from "./composition.ts";

const headed = (what: string, sdl: string): string =>
  `# ${what} Composed by \`npm run compose\`: do not edit.\n\n${sdl.trimEnd()}\n`;

/** The files that composition makes, by their names in `schema/`, with what belongs into them. */
export const composedFiles = (): Record<"supergraph.graphql" | "api.graphql", string> => {
  const { supergraphSdl, apiSdl } = composeGraph();
  return {
    "supergraph.graphql": headed("The supergraph, for any gateway of Apollo Federation 2.", supergraphSdl),
    "api.graphql": headed("The schema that clients see.", apiSdl),
  };
};
