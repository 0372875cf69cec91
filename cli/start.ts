import cluster from "node:cluster";
import { readStartConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";
import { SDL } from "./graph/sdl.ts";

await runMain(async () => {
  createCommand(
    "start",
    "Run the whole graph: gateway, subgraphs and, unless DATABASE_URL is set, PostgreSQL.",
  ).parse();
  const names = Object.keys(SDL);
  const config = readStartConfig(process.env, names);
  const isLocal = names.some((name) => !config.subgraphs.has(name));
  if (config.workers > 1 && cluster.isPrimary) {
    const { startPrimary } = await import("./start/primary.ts");
    return startPrimary(config, isLocal);
  }
  const { startGraph } = await import("./start/graph.ts");
  await startGraph(config, isLocal);
});
