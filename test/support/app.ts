import type { Locator, Page } from "playwright-core";
import { ask, type ServerProcess } from "./server-process.ts";

/** Queries the graph behind a page from outside the page, as another user would. Throws on any error. */
export const askGraph = async <Data>(
  { url }: Pick<ServerProcess, "url">,
  query: string,
  headers: Record<string, string> = {},
): Promise<Data> => {
  const { data, errors } = await ask(url, query, headers);
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data as Data;
};

/** Id and version of a demo customer, by name. */
export const customerNamed = async (server: Pick<ServerProcess, "url">, name: string) => {
  const { customers } = await askGraph<{
    customers: { nodes: { id: string; version: number; displayName: string }[] };
  }>(
    server,
    `{ customers(where: { displayName: { contains: ${JSON.stringify(name)} } }) { nodes { id version displayName } } }`,
  );
  const customer = customers.nodes.find(({ displayName }) => displayName === name);
  if (!customer) throw new Error(`there is no customer ${name}`);
  return customer;
};

/** Waits until an element has the focus. */
export const hasFocus = (locator: Locator): Promise<void> => locator.and(locator.page().locator(":focus")).waitFor();

/**
 * Waits until an expression is true in the page. Playwright evaluates it through the debugger,
 * because the page's Content-Security-Policy forbids `eval`.
 */
export const holds = async (page: Page, expression: string): Promise<void> => {
  await page.evaluate(
    `new Promise((resolve) => {
      const look = () => ((${expression}) ? resolve() : requestAnimationFrame(look));
      look();
    })`,
  );
};

/** Delays the requests of one operation until the returned function is called. */
export const delayRequests = async (page: Page, operation: string): Promise<() => void> => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/graphql", async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName?: string };
    if (operationName === operation) await released;
    await route.continue();
  });
  return release;
};
