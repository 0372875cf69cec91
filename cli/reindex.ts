import { InvalidArgumentError } from "commander";
import { readMigrateConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { isUuid } from "../platform/values/uuid.ts";
import { createCommand } from "./command/command.ts";

const id = (text: string): string => {
  if (isUuid(text)) return text.toLowerCase();
  throw new InvalidArgumentError("Give the id of a tenant, a UUID.");
};

await runMain(async () => {
  const options = createCommand(
    "reindex",
    "Rebuild the entries that lists read, and the texts that searches read, from the data of the customers, as the owner of the schemas.",
  )
    .option("--tenant <id>", "only those of one tenant", id)
    .option("--from <id>", "begin with this tenant, where an earlier run was stopped", id)
    .addHelpText(
      "after",
      "\nIt is safe to run while the graph serves, from several processes at once, and again after it was stopped: some customers are written at a time. Entries that are right are not written.",
    )
    .parse()
    .opts<{ tenant?: string; from?: string }>();

  const { runReindex } = await import("./reindex/run.ts");
  await runReindex(readMigrateConfig(process.env), options);
});
