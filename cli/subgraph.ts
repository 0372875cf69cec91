import { Argument } from "commander";
import { readSubgraphConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";
import { FIRST_PORT } from "./graph/local-ports.ts";
import { SDL } from "./graph/sdl.ts";

await runMain(async () => {
  const names = Object.keys(SDL);
  const [name] = createCommand("subgraph", "Run one subgraph over HTTP. Several on one DATA_DIR share its database.")
    .addArgument(new Argument("<name>", "the subgraph to run").choices(names))
    .parse().processedArgs as [string];
  const config = readSubgraphConfig(process.env, FIRST_PORT + names.indexOf(name));
  const { startSubgraph } = await import("./start/subgraph.ts");
  await startSubgraph(name, config);
});
