import { InvalidArgumentError } from "commander";
import { readMigrateConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";

const count = (text: string): number => {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give how many migrations to undo, a whole number from 1 to 9999.");
};

await runMain(async () => {
  const command = createCommand(
    "migrate",
    "Bring the database up to date as the owner of its schemas, and list what was run.",
  )
    .option("--check", "list what is pending and change nothing; exit code 1 if anything is")
    .option(
      "--down [count]",
      "undo the newest migrations, 1 unless told; without --yes only list what that would run",
      count,
    )
    .option("--yes", "with --down: do it; what these migrations have added is lost")
    .option("--maintenance", "while nobody works: wait for locks as long as it takes, and let others wait")
    .addHelpText(
      "after",
      "\nIt may run while the graph serves, and from several processes at once. It wants PostgreSQL itself, no pooler.",
    );
  const options = command.parse().opts<{ check?: true; down?: number | true; yes?: true; maintenance?: true }>();
  if (options.check && options.down) command.error("--check and --down exclude each other", { exitCode: 1 });
  if (options.yes && !options.down) command.error("--yes belongs to --down", { exitCode: 1 });

  const { runMigrate } = await import("./migrate/run.ts");
  await runMigrate(readMigrateConfig(process.env), options);
});
