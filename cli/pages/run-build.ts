import { type ChildProcess, spawn } from "node:child_process";
import { programFile } from "../../platform/project.ts";
import type { PageName } from "./sources.ts";

const SCRIPT = programFile("cli/build-pages.js");
const MOST_OUTPUT = 4_000;

export interface RunningBuild {
  readonly child: ChildProcess;
  /** Its output, if it failed. */
  readonly failure: Promise<string | undefined>;
}

/** Builds a page in a separate process. */
export const runBuild = (page: PageName): RunningBuild => {
  const child = spawn(process.execPath, [SCRIPT, page], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-MOST_OUTPUT);
  });
  const failure = new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(`The build cannot be started: ${error.message}`));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? undefined : said || `The build ended with ${signal ?? code}.`),
    );
  });
  return { child, failure };
};
