import { readFile } from "node:fs/promises";
import type { StartConfig } from "../../platform/config/index.ts";
import { projectFile } from "../../platform/project.ts";

/** The composed supergraph of the whole schema, or of one of its contracts. */
export const readContract = ({ contract }: Pick<StartConfig, "contract">): Promise<string> =>
  readFile(projectFile("schema", ...(contract ? [contract] : []), "supergraph.graphql"), "utf8");
