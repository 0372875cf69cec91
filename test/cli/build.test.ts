import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFile } from "../../platform/project.ts";

describe("npm start after npm ci --omit=dev", () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "customer-graph-no-compiler-"));
    await mkdir(join(project, "cli"));
    for (const name of ["package.json", "package-lock.json", "tsconfig.json", "cli/build.js", "cli/run.js"])
      await cp(projectFile(name), join(project, name));
  });

  afterAll(() => rm(project, { recursive: true, force: true }));

  it("has no compiler, and says what to run where dist was not built before", async () => {
    const lock = JSON.parse(await readFile(projectFile("package-lock.json"), "utf8"));
    expect(lock.packages["node_modules/rolldown"].dev).toBe(true);

    const ended = await new Promise((resolve) => {
      execFile("npm", ["--silent", "start"], { cwd: project }, (error, stdout, stderr) =>
        resolve({ code: error?.code, stdout, stderr }),
      );
    });

    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Cannot compile: rolldown is not installed. Run npm ci without --omit=dev; " +
        "or run npm run build first, then npm ci --omit=dev.\n",
    });
  });
});
