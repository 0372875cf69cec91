import type { Page } from "playwright-core";

/** Everything that went wrong on a page since it was opened, one line each. */
export type Problems = readonly string[];

/** Requests that the page aborts itself because it no longer needs the response. */
const GIVEN_UP = "net::ERR_ABORTED";

const ownScheme = /^(data|blob|about):/;

/**
 * Records what goes wrong: script and console errors (including Content-Security-Policy
 * violations), failed requests, and any request to another origin.
 */
export const watch = (page: Page, origin: string): Problems => {
  const problems: string[] = [];

  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error") problems.push(`console: ${message.text()}${url ? ` (${url})` : ""}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.stack ?? error.message}`));
  page.on("crash", () => problems.push("the page crashed"));
  page.on("request", (request) => {
    const url = request.url();
    if (!ownScheme.test(url) && new URL(url).origin !== origin) problems.push(`asked elsewhere: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    if (reason !== GIVEN_UP) problems.push(`${reason}: ${request.method()} ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
};
