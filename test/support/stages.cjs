const { existsSync, readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

// Plain JavaScript, because jest loads it untransformed. `STAGE=unit jest --filter=…` runs one
// stage; without STAGE, all of them run.

/**
 * A test file's imports decide its stage: `e2e` starts processes or a browser, `graph` needs
 * PostgreSQL, `unit` neither.
 */
const SIGNS = [
  ["e2e", ["support/server-process.ts", "support/browser.ts", "support/fresh-project.ts", "support/embedded-child.ts"]],
  ["graph", ["support/postgres.ts", "database/embedded/index.ts"]],
];

const importsOf = (path) =>
  [...readFileSync(path, "utf8").matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g)]
    .map(([, to]) => join(dirname(path), to))
    .filter((to) => /\.[jt]s$/.test(to) && existsSync(to));

/** The files in `test/` that a test file reaches by its imports, and the files outside that these import. */
const reachedFrom = (path) => {
  const reached = new Set([path]);
  for (const each of reached) if (each.includes("/test/")) for (const to of importsOf(each)) reached.add(to);
  return [...reached];
};

const stageOf = (path) => {
  const reached = reachedFrom(path);
  const [stage] = SIGNS.find(([, signs]) => reached.some((each) => signs.some((sign) => each.endsWith(sign)))) ?? [
    "unit",
  ];
  return stage;
};

module.exports = async (paths) => {
  const { STAGE } = process.env;
  return { filtered: paths.filter((path) => !STAGE || stageOf(path) === STAGE) };
};
