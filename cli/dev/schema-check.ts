import { readFile, writeFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";
import { projectFile } from "../../platform/project.ts";
import { composedFiles } from "./composed-files.ts";
import { createDeveloperCommand } from "./developer-command.ts";
import { judge, type Reasons } from "./schema-check/judge.ts";

const RELEASED = projectFile("schema/released.graphql");
const REASONS = projectFile("schema/accepted-breaking-changes.json");

const say = (title: string, lines: readonly string[]): string =>
  lines.length > 0 ? `${title}\n${lines.map((line) => `  - ${line}\n`).join("")}` : "";

await runMain(async () => {
  const { release } = createDeveloperCommand(
    "schema-check",
    "List changes of the schema that break clients of the released one, schema/released.graphql.",
  )
    .option("--release", "make the current schema the released one")
    .parse()
    .opts<{ release?: true }>();
  const current = composedFiles()["schema/api.graphql"];
  const reasons = JSON.parse(await readFile(REASONS, "utf8")) as Reasons;
  const { refused, accepted, dangerous, idle } = await judge(await readFile(RELEASED, "utf8"), current, reasons);

  process.stdout.write(say("Dangerous changes since the last release:", dangerous));
  process.stdout.write(
    say(
      "Breaking changes with a reason:",
      accepted.map((each) => `${each}: ${reasons[each]}`),
    ),
  );
  const faults = [
    say("Breaking changes. Take them back, or give each a reason in schema/accepted-breaking-changes.json:", refused),
    say("Not breaking. Take them out of schema/accepted-breaking-changes.json:", idle),
  ].join("");
  if (faults) throw new Explained(faults.trimEnd());

  if (release) {
    const [, ...sdl] = current.split("\n");
    await writeFile(
      RELEASED,
      ["# What clients were promised. Written by `npm run schema-check -- --release`.", ...sdl].join("\n"),
    );
    await writeFile(REASONS, "{}\n");
  }
  process.stdout.write(release ? "the schema is what clients are promised from now on\n" : "no client breaks\n");
});
