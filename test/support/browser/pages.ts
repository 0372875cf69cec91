import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { projectFile } from "../../../platform/project.ts";
import { demoDatabase } from "../demo-database.ts";
import { onceInRun } from "../once-in-run.ts";
import { build, type Environment, type ServerProcess, serve } from "../server-process.ts";

/** Builds a page if its sources have changed since the last build. */
const buildPage = async (name: "app" | "explorer"): Promise<void> => {
  await build();
  await onceInRun(`page ${name}`, async () => {
    await promisify(execFile)(process.execPath, [projectFile("dist/cli/build-pages.js"), name]);
  });
};

/** Starts the whole graph with demo data of its own and the page built. */
export const servePage = async (name: "app" | "explorer", env: Environment = {}): Promise<ServerProcess> => {
  await buildPage(name);
  return serve("start", [], { DATABASE_URL: await demoDatabase(), LOG_LEVEL: "warn", ...env });
};
