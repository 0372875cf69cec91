import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { projectFile } from "../../../platform/project.ts";
import { demoDatabase } from "../demo-database.ts";
import { build, type Environment, type ServerProcess, serve } from "../server-process.ts";

/** Builds pages whose sources have changed since; test files that need the same one wait for each other. */
const buildPages = async (...names: readonly ("app" | "explorer")[]): Promise<void> => {
  await build();
  await promisify(execFile)(process.execPath, [projectFile("dist/cli/build-pages.js"), ...names]);
};

/** Starts the whole graph with demo data of its own, and the page built. */
export const servePage = async (name: "app" | "explorer", env: Environment = {}): Promise<ServerProcess> => {
  await buildPages(name);
  return serve("start", [], { DATABASE_URL: await demoDatabase(), LOG_LEVEL: "warn", ...env });
};
