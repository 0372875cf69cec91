import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folderOf = (name: string): string => join(tmpdir(), name);

/** Installs packages that are not part of the project into a folder of the temporary folder, only for measuring. */
export const borrow = (name: string, packages: readonly string[]): void => {
  const folder = folderOf(name);
  const wanted = JSON.stringify({ private: true, wanted: packages });
  const stamp = join(folder, ".installed");
  if (existsSync(stamp)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), wanted);
  const options = ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages];
  execFileSync("npm", options, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(stamp, "");
};

/** Reads a package that was borrowed. */
export const borrowed = (name: string): NodeJS.Require => createRequire(join(folderOf(name), "package.json"));
