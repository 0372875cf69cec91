import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { countRequests } from "./browser/at-rest.ts";
import { findChromium, launchChromium } from "./browser/chromium.ts";
import { type Problems, watch } from "./browser/watch.ts";

export { expectAccessible } from "./browser/accessible.ts";
export { atRest } from "./browser/at-rest.ts";
export { servePage } from "./browser/pages.ts";
export { screenshot } from "./browser/screenshot.ts";

interface OpenOptions extends BrowserContextOptions {
  /** Problems that the test causes on purpose. */
  readonly expected?: readonly RegExp[];
}

/** Opens a URL in a browser profile of its own, which is closed after the test. */
export type OpenPage = (url: string, options?: OpenOptions) => Promise<Page>;

interface Opened {
  readonly context: BrowserContext;
  readonly problems: Problems;
  readonly expected: readonly RegExp[];
}

const TIMEOUT_MS = 60_000;
const NO_BROWSER = "No Chromium is installed here, and the variable CHROMIUM names none.";

/**
 * A `describe` whose tests are given a browser. After each test no page may have had a problem: a
 * console error, a Content-Security-Policy violation, a failed request, or one to another machine.
 * Where Chromium or another prerequisite is missing, the tests are skipped with a message.
 */
export const describeInBrowserUnless = (
  missing: string | undefined,
  name: string,
  define: (openPage: OpenPage) => void,
): void => {
  const executable = findChromium();
  const reason = missing ?? (executable ? undefined : NO_BROWSER);
  if (!executable || reason) {
    process.stderr.write(`${name}: skipped. ${reason}\n`);
    describe.skip(name, () => define(() => Promise.reject(new Error(reason))));
    return;
  }

  describe(name, () => {
    let browser: Browser;
    let opened: Opened[] = [];

    beforeAll(async () => {
      browser = await launchChromium(executable);
    });

    afterEach(async () => {
      const pages = opened;
      opened = [];
      for (const { context } of pages) {
        // A request that the test fulfils itself may still be in flight.
        for (const page of context.pages()) await page.unrouteAll({ behavior: "ignoreErrors" });
        await context.close();
      }
      const problems = pages.flatMap(({ problems, expected }) =>
        problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))),
      );
      expect(problems).toEqual([]);
    });

    afterAll(() => browser?.close());

    define(async (url, { expected = [], ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
      context.setDefaultTimeout(TIMEOUT_MS);
      const page = await context.newPage();
      countRequests(page);
      opened.push({ context, problems: watch(page, new URL(url).origin), expected });
      await page.goto(url);
      return page;
    });
  });
};

/** The same, for tests that need nothing but a browser. */
export const describeInBrowser = (name: string, define: (openPage: OpenPage) => void): void =>
  describeInBrowserUnless(undefined, name, define);
