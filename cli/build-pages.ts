import { runMain } from "../platform/process/main.ts";
import { buildPage } from "./pages/build-page.ts";
import { PAGES } from "./pages/sources.ts";

// `node dist/cli/build-pages.js explorer` builds that page if its sources have changed since; without a name, every page.
await runMain(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !PAGES.some((page) => page === name));
  if (unknown.length > 0) throw new Error(`The pages are ${PAGES.join(" and ")}: there is no ${unknown.join(", ")}.`);

  // A page is built for production, however this process runs.
  process.env.NODE_ENV = "production";
  // Exits as after an error, so that a half-finished build is removed.
  process.once("SIGTERM", () => process.exit(1));
  for (const page of PAGES.filter((page) => names.length === 0 || names.includes(page))) await buildPage(page);
});
