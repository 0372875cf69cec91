import { writeFile } from "node:fs/promises";
import { projectFile } from "../../../platform/project.ts";
import { composeSix } from "./composition.ts";

const PATH = "examples/billing/supergraph.graphql";

/** Writes the supergraph for a gateway in a separate process. */
export const compose = async (): Promise<void> => {
  await writeFile(projectFile(PATH), composeSix().supergraphSdl);
  process.stdout.write(`wrote ${PATH}\n`);
};
