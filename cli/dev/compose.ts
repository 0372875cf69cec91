import { writeFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";
import { composedFiles } from "./composed-files.ts";
import { composeGraph } from "./composition.ts";
import { createRefreshCommand, refresh } from "./refresh.ts";
import { withoutScopes } from "./without-scopes.ts";

const HEAD =
  "# The supergraph for routers that refuse @requiresScopes: the subgraphs enforce scopes. Written by `npm run compose -- --without-scopes`.";

const write = async (path: string): Promise<void> => {
  await writeFile(path, `${HEAD}\n\n${withoutScopes(composeGraph().supergraphSdl)}\n`).catch((error: Error) => {
    throw new Explained(`Cannot write ${path}: ${error.message}`);
  });
  process.stdout.write(`wrote ${path}\n`);
};

await runMain(() => {
  const options = createRefreshCommand(
    "compose",
    "Compose the supergraph, the schema that clients see, and the public contract of both from the subgraphs' SDL.",
  )
    .option("--without-scopes <file>", "write only this file: the supergraph for routers that refuse @requiresScopes")
    .parse()
    .opts<{ check?: true; withoutScopes?: string }>();
  if (options.check && options.withoutScopes) throw new Explained("Give --check or --without-scopes, not both.");
  return options.withoutScopes ? write(options.withoutScopes) : refresh("compose", options, composedFiles);
});
