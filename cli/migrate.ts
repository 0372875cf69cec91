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
    "Bring the database schema up to date, as the owner of its schemas, and list the migrations that ran.",
  )
    .option("--check", "list pending migrations and change nothing; exit code 1 if there are any")
    .option("--down [count]", "undo the newest migrations (default: 1); without --yes, only list what would run", count)
    .option("--yes", "with --down: undo them; everything these migrations added is lost")
    .option("--maintenance", "for a maintenance window: wait for locks as long as it takes, blocking others meanwhile")
    .addHelpText(
      "after",
      "\nIt is safe to run while the graph serves, and from several processes at once. Connect to PostgreSQL directly, not through a pooler.",
    );
  const options = command.parse().opts<{ check?: true; down?: number | true; yes?: true; maintenance?: true }>();
  if (options.check && options.down) command.error("--check and --down cannot be combined", { exitCode: 1 });
  if (options.yes && !options.down) command.error("--yes needs --down", { exitCode: 1 });

  const { runMigrate } = await import("./migrate/run.ts");
  await runMigrate(readMigrateConfig(process.env), options);
});
