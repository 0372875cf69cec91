import type { PageSource, PageState } from "../../gateway/pages/page.ts";
import type { Log } from "../../platform/observability/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";
import { folderOf, hashOfBuilt } from "./built-page.ts";
import { hasPackages } from "./packages.ts";
import { type RunningBuild, runBuild } from "./run-build.ts";
import { hashOfPage, type PageName } from "./sources.ts";

/** A failure is shown this long before a reload tries again, and a missing page before it is looked for again. */
const FAILURE_MS = 5_000;

const SEE_LOG = "The reason is in the log of the server.";

interface Options {
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  /** The build's output is only for the log: it contains paths of this machine. */
  readonly production: boolean;
}

const look = async (page: PageName): Promise<PageState | "stale"> => {
  const [wanted, built] = await Promise.all([hashOfPage(page), hashOfBuilt(page)]);
  if (wanted && built === wanted) return "ready";
  if (wanted && (await hasPackages(page))) return "stale";
  return built ? "ready" : "absent";
};

/** Builds a page when it is first asked for and its sources have changed since; whoever asks meanwhile is told so. */
export const pageBuilds = ({ log, lifecycle, production }: Options) => {
  const running = new Set<RunningBuild>();
  void lifecycle.onEnd(async () => {
    for (const { child } of running) child.kill("SIGTERM");
    await Promise.all([...running].map(({ failure }) => failure));
  });

  const build = async (page: PageName): Promise<PageState> => {
    const began = performance.now();
    log.info({ page }, "a page is being built");
    const started = runBuild(page);
    running.add(started);
    const failed = await started.failure;
    running.delete(started);
    if (started.child.killed) return "building";
    if (failed) {
      log.error({ page, output: failed }, "a page could not be built");
      return { failed: production ? SEE_LOG : failed };
    }
    log.info({ page, milliseconds: Math.round(performance.now() - began) }, "a page was built");
    return "ready";
  };

  return (page: PageName): PageSource => {
    let state: Promise<PageState> | undefined;

    const settle = (to: PageState): PageState => {
      state = Promise.resolve(to);
      if (to === "absent" || typeof to === "object") {
        setTimeout(() => {
          state = undefined;
        }, FAILURE_MS).unref();
      }
      return to;
    };
    const find = async (): Promise<PageState> => {
      const found = await look(page);
      if (found !== "stale") return settle(found);
      void build(page).then(settle);
      return settle("building");
    };

    return {
      folder: folderOf(page),
      state: () => {
        state ??= find();
        return state;
      },
    };
  };
};
