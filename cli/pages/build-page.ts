import { rmSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Explained } from "../../platform/process/explained.ts";
import { projectFile } from "../../platform/project.ts";
import { folderOf, hashOfBuilt, STAMP } from "./built-page.ts";
import { compress } from "./compress.ts";
import { takeLock } from "./lock.ts";
import { installPackages } from "./packages.ts";
import { hashOfPage, type PageName } from "./sources.ts";

const importVite = () =>
  import("vite").catch(() => {
    throw new Explained("Vite is not installed. Run npm ci without --omit=dev.");
  });

/** Replaces the built page atomically: concurrent readers find the old files or the new ones. */
const moveIntoPlace = async (from: string, to: string): Promise<void> => {
  const old = `${from}-old`;
  await rename(to, old).catch(() => undefined);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
};

/** Builds a page if its sources have changed; of several processes one builds, and the others wait for it. */
export const buildPage = async (page: PageName): Promise<"built" | "current"> => {
  const hash = await hashOfPage(page);
  if (!hash) throw new Explained(`There is nothing to build at ${projectFile("client", page)}.`);
  if ((await hashOfBuilt(page)) === hash) return "current";

  const target = folderOf(page);
  const release = await takeLock(`${target}.lock`);
  const aside = `${target}-${process.pid}`;
  const leave = (): void => {
    rmSync(aside, { recursive: true, force: true });
    release();
  };
  process.once("exit", leave);
  try {
    if ((await hashOfBuilt(page)) === hash) return "current";
    const vite = await importVite();
    await installPackages(page);
    const configFile = projectFile("client/vite.config.ts");
    await vite.build({ configFile, mode: page, logLevel: "warn", build: { outDir: aside } });
    await compress(aside);
    await writeFile(join(aside, STAMP), hash);
    await moveIntoPlace(aside, target);
    return "built";
  } finally {
    process.off("exit", leave);
    leave();
  }
};
