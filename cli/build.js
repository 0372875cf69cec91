import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

// Plain JavaScript, because it compiles the TypeScript. Each program becomes one file with what it shares with others, packages
// included: a process that reads a thousand files starts in twice the time (docs/decisions/build.md).

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".sources");
const SOURCES = ["platform", "subgraphs", "gateway", "cli", "bench", "examples"];
/** The folders whose TypeScript files are programs; those elsewhere; and `run.ts` of every example. */
const FOLDERS_OF_PROGRAMS = ["cli", "bench/graph", "bench/engine", "bench/attack", "bench/faults"];
const PROGRAMS = [
  "bench/find/main.ts",
  "bench/find/writes.ts",
  "cli/dev/vocabularies.ts",
  "gateway/planner/planner-process.js",
  // Programs that tests write import these.
  "platform/process/main.ts",
  "platform/database/open.ts",
];
/** Native code, and what only builds of pages need. */
const NOT_BUNDLED = [/^@graphql-hive\/router-query-planner/, /^vite$/];

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
  for (const file of [...files, join(root, "tsconfig.json"), join(root, "package-lock.json")]) {
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
};

const isCurrent = (hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** The paths of all programs by their names: `cli/start` is `dist/cli/start.js`. */
const programs = () => {
  const examples = existsSync(join(root, "examples")) ? readdirSync(join(root, "examples")) : [];
  const inFolders = FOLDERS_OF_PROGRAMS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name}`),
  );
  const paths = [...inFolders, ...examples.map((name) => `examples/${name}/run.ts`), ...PROGRAMS].filter((path) =>
    existsSync(join(root, path)),
  );
  return Object.fromEntries(paths.map((path) => [path.replace(/\.[jt]s$/, ""), join(root, path)]));
};

const loadBundler = () =>
  import("rolldown").catch(() =>
    fail(
      "Cannot compile: rolldown is not installed. Run npm ci without --omit=dev; or run npm run build first, then npm ci --omit=dev.",
    ),
  );

const compileInto = async (folder) => {
  const { build: bundle } = await loadBundler();
  await bundle({
    cwd: root,
    input: programs(),
    platform: "node",
    tsconfig: join(root, "tsconfig.json"),
    external: NOT_BUNDLED,
    output: {
      dir: folder,
      format: "esm",
      sourcemap: true,
      sourcemapExcludeSources: true, // They stand beside `dist/`.
      keepNames: true, // TypeORM reads the names of classes.
      entryFileNames: "[name].js",
      chunkFileNames: "chunks/[name]-[hash].js",
    },
  }).catch((error) => fail(`Cannot compile: ${error.message}`));
};

const isOfPackages = (map) =>
  JSON.parse(readFileSync(map, "utf8")).sources.every((source) => source.includes("node_modules"));

/** Node reads the source map of whatever it loads. Those of packages alone are the largest, and lead to code of others. */
const dropMapsOfPackages = (folder) => {
  for (const map of filesIn(folder, (name) => name.endsWith(".js.map")).filter(isOfPackages)) {
    const program = map.replace(/\.map$/, "");
    writeFileSync(program, readFileSync(program, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
    rmSync(map);
  }
};

const isChunk = (path) => path.startsWith(`chunks${sep}`);

/** Moves each file into place atomically, what programs import first, so that a process starting meanwhile reads whole programs. */
const moveInto = (from) => {
  const paths = filesIn(from, () => true).map((file) => relative(from, file));
  for (const path of [...paths.filter(isChunk), ...paths.filter((each) => !isChunk(each))]) {
    const target = join(dist, path);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(from, path), target);
  }
  return new Set(paths);
};

/** Removes the chunks of builds of another day; a process that still runs may import those of today. */
const removeOldChunks = (current) => {
  const yesterday = Date.now() - 24 * 60 * 60 * 1_000;
  for (const file of filesIn(join(dist, "chunks"), () => true)) {
    if (!current.has(relative(dist, file)) && statSync(file).mtimeMs < yesterday) rmSync(file, { force: true });
  }
};

/** Compiles into `dist/` if a source or package has changed. Safe in any number of processes at once. */
export const build = async () => {
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
  await compileInto(aside);
  dropMapsOfPackages(aside);
  removeOldChunks(moveInto(aside));
  writeFileSync(join(aside, "sources"), hash);
  renameSync(join(aside, "sources"), stamp);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
