import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Request } from "playwright-core";

const QUIET_MS = 300;
/** How long to wait for a page that keeps sending requests. */
const TIMEOUT_MS = 10_000;

const inFlight = new WeakMap<Page, Set<Request>>();

/** Tracks the requests in flight of a page from now on. */
export const countRequests = (page: Page): void => {
  const requests = new Set<Request>();
  inFlight.set(page, requests);
  page.on("request", (request) => requests.add(request));
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
  // The end of the request for a worker's script is never reported.
  page.on("worker", (worker) => {
    for (const request of requests) if (request.url() === worker.url()) requests.delete(request);
  });
};

/** Waits until a page has been without requests for a while and its fonts are loaded. */
export const atRest = async (page: Page): Promise<void> => {
  const latest = performance.now() + TIMEOUT_MS;
  for (let since = performance.now(); performance.now() - since < QUIET_MS && performance.now() < latest; ) {
    await sleep(20);
    if (inFlight.get(page)?.size) since = performance.now();
  }
  await page.evaluate("document.fonts.ready.then(() => undefined)");
};
