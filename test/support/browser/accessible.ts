import axe, { type AxeResults, type Result } from "axe-core";
import type { Page } from "playwright-core";

interface Options {
  /** CSS selector of the part to check. Defaults to the whole page. */
  readonly within?: string;
  /** Rules to disable, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
  /** CSS selectors of parts to exclude, each with the reason. */
  readonly without?: Readonly<Record<string, string>>;
}

const describe = ({ id, impact, help, nodes }: Result): string =>
  [`${id} (${impact}): ${help}`, ...nodes.map(({ target, html }) => `    ${target.join(" ")}  ${html}`)].join("\n");

/**
 * Expects axe-core to find no violations in the page's current state: WCAG 2.2 A and AA, and best
 * practices.
 */
export const expectAccessible = async (page: Page, { within, except = {}, without = {} }: Options = {}) => {
  // Evaluated through the debugger, so that the page's Content-Security-Policy stays in force.
  await page.evaluate(axe.source);
  const context = { include: [within ?? "html"], exclude: Object.keys(without) };
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  const options = { rules, resultTypes: ["violations"] };
  const asked = `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`;
  const { violations } = await page.evaluate<AxeResults>(asked);

  expect(violations.map(describe)).toEqual([]);
};
