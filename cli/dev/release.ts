import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";
import { projectFile } from "../../platform/project.ts";
import { createDeveloperCommand } from "./developer-command.ts";
import { nextVersion, releasedChangelog, unreleasedIn } from "./release/changelog.ts";

/** The folders of the packages that are released together. */
const PACKAGES = [".", "client"];

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: projectFile(), encoding: "utf8" }).trim();

const readText = (path: string): string => readFileSync(projectFile(path), "utf8");

await runMain(async () => {
  const { yes } = createDeveloperCommand(
    "release",
    "Show what a release of the changes listed under Unreleased in CHANGELOG.md would do.",
  )
    .option("--yes", "write the files, commit and tag; push nothing")
    .parse()
    .opts<{ yes?: true }>();

  const changelog = readText("CHANGELOG.md");
  const { version: current } = JSON.parse(readText("package.json")) as { readonly version: string };
  const notes = unreleasedIn(changelog);
  const version = nextVersion(current, notes);
  const day = new Date().toISOString().slice(0, 10);

  process.stdout.write(
    [
      `${current} → ${version}`,
      "",
      notes,
      "",
      `- package.json, package-lock.json and client/package.json get the version ${version}`,
      `- CHANGELOG.md gets the section ${version} - ${day}`,
      "- schema/released.graphql becomes the schema as it is now, schema/CHANGELOG.md gets the version, and schema/accepted-breaking-changes.json is emptied",
      `- the commit "Release ${version}" and the tag v${version}`,
      "",
      yes ? "" : "Nothing was changed. `npm run release -- --yes` does it.\n",
    ].join("\n"),
  );
  if (!yes) return;

  if (run("git", "status", "--porcelain")) throw new Explained("Commit or discard your changes first.");
  for (const folder of PACKAGES)
    run("npm", "version", version, "--no-git-tag-version", "--prefix", projectFile(folder));
  writeFileSync(projectFile("CHANGELOG.md"), releasedChangelog(changelog, version, day));
  run("npm", "run", "--silent", "schema-check", "--", "--release", version);
  run("git", "commit", "--all", "--message", `Release ${version}`);
  run("git", "tag", `v${version}`);
  process.stdout.write(`released ${version}\n`);
});
