import { readStoreConfig } from "../platform/config/index.ts";
import { createLog } from "../platform/log.ts";
import { createLifecycle, endOnSignals } from "../platform/process/lifecycle.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command.ts";
import { openStore } from "./store.ts";

await runMain(async () => {
  createCommand(
    "migrate",
    "Bring the database up to date and list what was run. Every start of the graph does so as well.",
  ).parse();
  const config = readStoreConfig(process.env);
  const log = createLog({ name: "migrate", level: config.logLevel });
  const { migrateStore } = await import("./migrate-store.ts");
  const lifecycle = createLifecycle(log);
  endOnSignals(lifecycle, log, ["SIGTERM", "SIGINT"]);

  const ran = await migrateStore(await openStore(config, lifecycle, log), log);
  process.stdout.write(ran.length > 0 ? `${ran.join("\n")}\n` : "up to date\n");
  await lifecycle.end();
});
