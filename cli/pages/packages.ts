import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { projectFile } from "../../platform/project.ts";
import type { PageName } from "./sources.ts";

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: true }>>;

const packagesIn = async (page: PageName, lockFile: string): Promise<Packages | undefined> => {
  const text = await readFile(projectFile("client", page, lockFile), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { readonly packages: Packages }).packages;
};

/** Whether a page with packages of its own has them as its lock file lists them; true for a page without. */
export const hasPackages = async (page: PageName): Promise<boolean> => {
  const [wanted, installed] = await Promise.all([
    packagesIn(page, "package-lock.json"),
    packagesIn(page, "node_modules/.package-lock.json"),
  ]);
  return Object.entries(wanted ?? {}).every(
    ([path, { version, optional }]) =>
      path === "" || optional || (installed?.[path] !== undefined && installed[path].version === version),
  );
};

const INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

/** Resolves to why npm failed, in a word. */
const runInstall = (cwd: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const kill = (): void => void npm.kill();
    const npm = execFile("npm", INSTALL, { cwd }, (error, _, stderr) => {
      process.off("exit", kill);
      resolve(error ? (/npm error code (\S+)/.exec(stderr)?.[1] ?? String(error.code)) : undefined);
    });
    process.once("exit", kill);
  });

/** Installs the packages of a page that has some of its own, unless they are there. */
export const installPackages = async (page: PageName): Promise<void> => {
  if (await hasPackages(page)) return;
  process.stdout.write(`Installing the packages of the ${page} into client/${page}/node_modules (about 200 MB).\n`);
  const reason = await runInstall(projectFile("client", page));
  if (reason)
    throw new Explained(
      `The ${page} was not built: npm could not install its packages (${reason}). Everything else was built. ` +
        "Run npm run build again where a package registry can be reached.",
    );
};
