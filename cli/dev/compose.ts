import { runMain } from "../../platform/process/main.ts";
import { composedFiles } from "./composed-files.ts";
import { refresh } from "./refresh.ts";

await runMain(() =>
  refresh(
    "compose",
    "Compose schema/supergraph.graphql and schema/api.graphql from the subgraphs' SDL.",
    composedFiles,
  ),
);
