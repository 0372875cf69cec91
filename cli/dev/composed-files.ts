import { composePublic } from "../graph/compose-local.ts";
import { SDL } from "../graph/sdl.ts";
import { composeGraph } from "./composition.ts";

const headed = (what: string, sdl: string): string =>
  `# ${what} Composed by \`npm run compose\`: do not edit.\n\n${sdl.trimEnd()}\n`;

/** The files written by composition, by path, with their content. */
export const composedFiles = () => {
  const { supergraphSdl, apiSdl } = composeGraph();
  const contract = composePublic(SDL);
  return {
    "schema/supergraph.graphql": headed("The supergraph, for any gateway of Apollo Federation 2.", supergraphSdl),
    "schema/api.graphql": headed("The schema that clients see.", apiSdl),
    "schema/public/supergraph.graphql": headed("The supergraph without what is internal.", contract.supergraphSdl),
    "schema/public/api.graphql": headed("The schema that clients of the public contract see.", contract.apiSdl),
  };
};
