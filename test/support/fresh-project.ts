import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { projectFile } from "../../platform/project.ts";
import { inRunFolder, onceInRun } from "./once-in-run.ts";

const execute = promisify(execFile);

/** Result of a command, whether it succeeded or not. */
interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (file: string, args: readonly string[], cwd: string): Promise<Ran> =>
  execute(file, args, { cwd, maxBuffer: 1 << 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );

/** A TypeScript project in its own folder outside the repository. */
export interface FreshProject {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  /** Compiles the project with the named tsconfig. */
  compile(config: string): Promise<Ran>;
  node(file: string, ...args: readonly string[]): Promise<Ran>;
  remove(): Promise<void>;
}

/** Packs a folder of the repository as for publishing; returns the path of the tarball. */
const pack = async (folder: string): Promise<string> => {
  const into = inRunFolder(`packed-${folder}`);
  await onceInRun(`packed ${folder}`, async () => {
    await mkdir(into);
    const { code, stderr } = await run("npm", ["pack", "--pack-destination", into], projectFile(folder));
    if (code !== 0) throw new Error(`npm pack: ${stderr}`);
  });
  const [tarball = ""] = await readdir(into);
  return join(into, tarball);
};

/**
 * Creates a project with a package of the repository installed from its tarball. Its other packages
 * are links into the repository's node_modules, so that no registry is contacted.
 */
export const freshProject = async (
  folder: string,
  name: string,
  packages: readonly string[],
): Promise<FreshProject> => {
  const home = await realpath(await mkdtemp(join(tmpdir(), "customer-graph-client-")));
  const installed = join(home, "node_modules", name);
  await mkdir(installed, { recursive: true });
  const unpacked = await run("tar", ["-xzf", await pack(folder), "--strip-components=1", "-C", installed], home);
  if (unpacked.code !== 0) throw new Error(`tar: ${unpacked.stderr}`);
  for (const each of packages) {
    await mkdir(dirname(join(home, "node_modules", each)), { recursive: true });
    await symlink(projectFile("node_modules", each), join(home, "node_modules", each));
  }
  return {
    folder: home,
    write: async (path, text) => {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
    },
    compile: (config) => run(process.execPath, [projectFile("node_modules/typescript/bin/tsc"), "-p", config], home),
    node: (file, ...args) => run(process.execPath, [file, ...args], home),
    remove: () => rm(home, { recursive: true, force: true }),
  };
};
