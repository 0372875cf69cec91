import { readFile, writeFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";
import { projectFile } from "../../platform/project.ts";
import { composedFiles } from "./composed-files.ts";
import { createRefreshCommand, refresh } from "./refresh.ts";
import { listChanges, releasedAs, withUnreleased } from "./schema-check/changelog.ts";
import { judge, type Reasons } from "./schema-check/judge.ts";

const RELEASED = projectFile("schema/released.graphql");
const REASONS = projectFile("schema/accepted-breaking-changes.json");
const CHANGELOG = "schema/CHANGELOG.md";

const say = (title: string, lines: readonly string[]): string =>
  lines.length > 0 ? `${title}\n${lines.map((line) => `  - ${line}\n`).join("")}` : "";

await runMain(async () => {
  const options = createRefreshCommand(
    "schema-check",
    `List changes that break clients of schema/released.graphql, and write what changed into ${CHANGELOG}.`,
  )
    .option("--release <version>", "make the current schema the released one, of this version")
    .parse()
    .opts<{ check?: true; release?: string }>();
  const current = composedFiles()["schema/api.graphql"];
  const reasons = JSON.parse(await readFile(REASONS, "utf8")) as Reasons;
  const { changes, refused, accepted, dangerous, idle, undated } = await judge(
    await readFile(RELEASED, "utf8"),
    current,
    reasons,
  );

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
    say("Deprecations without a day (docs/schema-policy.md):", undated),
  ].join("");
  if (faults) throw new Explained(faults.trimEnd());

  const changelog = withUnreleased(await readFile(projectFile(CHANGELOG), "utf8"), listChanges(changes, reasons));
  await refresh("schema-check", options, () => ({ [CHANGELOG]: changelog }));
  if (options.release) {
    const [, ...sdl] = current.split("\n");
    await writeFile(
      RELEASED,
      ["# What clients were promised. Written by `npm run schema-check -- --release`.", ...sdl].join("\n"),
    );
    await writeFile(REASONS, "{}\n");
    const day = new Date().toISOString().slice(0, 10);
    await writeFile(projectFile(CHANGELOG), releasedAs(changelog, options.release, day));
  }
  process.stdout.write(
    options.release ? "the schema is what clients are promised from now on\n" : "no client breaks\n",
  );
});
