import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Plain JavaScript, because it compiles the TypeScript.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".sources");
const SOURCES = ["platform", "subgraphs", "gateway", "cli", "bench", "examples"];

const filesIn = (folder, isWanted) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** A hash that changes whenever a source does, whatever the clock says and wherever the folder was copied. */
const hashOfSources = () => {
  const hash = createHash("sha256");
  const sources = SOURCES.filter((folder) => existsSync(join(root, folder)));
  const files = sources.flatMap((folder) => filesIn(join(root, folder), (name) => /\.[jt]s$/.test(name)));
  for (const file of [...files, join(root, "tsconfig.json"), join(root, "tsconfig.build.json")]) {
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
};

const isCurrent = (hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const compileInto = (folder) => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  if (!existsSync(compiler))
    fail(
      "Cannot compile: TypeScript is not installed. Run npm ci without --omit=dev; or run npm run build first, then npm ci --omit=dev.",
    );
  // `npm run types` checks types: a start need not wait for that.
  const { status } = spawnSync(
    process.execPath,
    [compiler, "-p", "tsconfig.build.json", "--noCheck", "--outDir", folder],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
    },
  );
  if (status !== 0) fail("Cannot compile: see above.");
};

/** Moves each file into place atomically, so that a process starting meanwhile never reads half of one. */
const moveInto = (from) => {
  for (const file of filesIn(from, () => true)) {
    const target = join(dist, relative(from, file));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(file, target);
  }
};

/** Compiles into `dist/` if a source has changed. Safe in any number of processes at once. */
export const build = () => {
  const hash = hashOfSources();
  if (isCurrent(hash)) return;

  const aside = join(root, `.dist-${process.pid}`);
  try {
    mkdirSync(aside, { recursive: true });
    mkdirSync(dist, { recursive: true });
  } catch (error) {
    fail(`Cannot compile into ${dist}: ${error.code}. Run npm run build as a user who may write there.`);
  }
  process.on("exit", () => rmSync(aside, { recursive: true, force: true }));
  compileInto(aside);
  moveInto(aside);
  writeFileSync(join(aside, "sources"), hash);
  renameSync(join(aside, "sources"), stamp);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
