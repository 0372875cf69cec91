import axe, { type AxeResults, type Result } from "axe-core";
import type { Page } from "playwright-core";

interface Options {
  /** The part of the page to check, a CSS selector; all of it unless given. */
  readonly within?: string;
  /** Rules that are not applied, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
  /** Parts that are left out, CSS selectors, each with the reason. */
  readonly without?: Readonly<Record<string, string>>;
}

const describe = ({ id, impact, help, nodes }: Result): string =>
  [`${id} (${impact}): ${help}`, ...nodes.map(({ target, html }) => `    ${target.join(" ")}  ${html}`)].join("\n");

/** Expects that axe-core finds nothing wrong with a page as it is now: WCAG 2.2 A and AA, and best practice. */
export const expectAccessible = async (page: Page, { within, except = {}, without = {} }: Options = {}) => {
  // Evaluated by the debugger, so that the page's own policy stays in force.
  await page.evaluate(axe.source);
  const context = { include: [within ?? "html"], exclude: Object.keys(without) };
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  const options = { rules, resultTypes: ["violations"] };
  const asked = `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`;
  const { violations } = await page.evaluate<AxeResults>(asked);

  expect(violations.map(describe)).toEqual([]);
};
