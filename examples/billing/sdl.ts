import { readFileSync } from "node:fs";
import { projectFile } from "../../platform/project.ts";

const textOf = (path: string): string => readFileSync(projectFile(path), "utf8");

/** The SDL that composition reads: what all subgraphs share, and billing's own. */
export const sdl = [textOf("schema/shared.graphql"), textOf("examples/billing/schema.graphql")].join("\n\n");
