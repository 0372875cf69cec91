import type { Page } from "playwright-core";
import { hasPackages } from "../../cli/pages/packages.ts";
import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import { atRest, describeInBrowserUnless, expectAccessible, screenshot, servePage } from "../support/browser.ts";
import { AUTH_SECRET } from "../support/secrets.ts";
import { cleanUp, ended, type ServerProcess } from "../support/server-process.ts";

/** GraphiQL's own markup: its tabs have `role="tab"` and contain two buttons each. */
const GRAPHIQL = { without: { ".graphiql-tabs": "nested-interactive" } };

const responseOf = (page: Page) => page.locator(".graphiql-response");

const missing = (await hasPackages("explorer"))
  ? undefined
  : "Its packages are not installed: npm run build installs them.";

describeInBrowserUnless(missing, "The explorer", (openPage) => {
  let server: ServerProcess;

  const openExplorer = async (options?: Parameters<typeof openPage>[1]): Promise<Page> => {
    const page = await openPage(`${server.url}/explorer`, options);
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
    await page.locator(".graphiql-editor-tool .view-line").first().waitFor();
    return page;
  };

  const runTab = async (page: Page, name: string): Promise<void> => {
    await page.getByRole("tab").getByText(name, { exact: true }).click();
    await page
      .locator(".graphiql-query-editor")
      .getByText(new RegExp(`(query|mutation).${name}\\(`))
      .first()
      .waitFor();
    await page.getByRole("button", { name: /Execute query/ }).click();
  };

  beforeAll(async () => {
    server = await servePage("explorer");
  });

  afterAll(cleanUp);

  it("has examples that run unchanged, without the internet", async () => {
    const examples = [
      ["Customers", /"data".*"customers".*"displayName"/],
      ["CustomerSearch", /"data".*"customerSearch".*"Lindhorst/],
      ["Customer", /"data".*"Lindhorst.Hotels"/],
      ["CustomerHierarchy", /"data".*"Lindhorst.Hotels"/],
      ["CustomerNoteCreate", /"customerNoteCreate".*"Asked.for.the.new.price.list/],
    ] as const;
    const page = await openExplorer();

    for (const [name, expected] of examples) {
      await runTab(page, name);
      await responseOf(page).getByRole("code").filter({ hasText: expected }).waitFor();
    }
  });

  it("shows the schema's descriptions of a type and its fields", async () => {
    const page = await openExplorer();

    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page.getByRole("link", { name: "Query", exact: true }).click();
    await page.getByRole("link", { name: "customerSearch", exact: true }).click();

    const docs = page.locator(".graphiql-doc-explorer");
    await docs.getByText("includeInactive", { exact: true }).first().waitFor();
    await expectAccessible(page, GRAPHIQL);
  });

  it("shows what an operation cost: its fetches, its plan, and the SQL of every subgraph", async () => {
    const page = await openExplorer();
    await page.getByRole("button", { name: "Show Cost" }).click();
    await runTab(page, "Customer");

    const cost = page.getByRole("region", { name: "Cost" });
    await cost.getByRole("heading", { name: "Cost of Customer" }).waitFor();
    await cost.getByText(/\d+ fetches, \d+ SQL statements/).waitFor();
    const subgraphs = await cost.locator(".cost-sql h4 strong").allTextContents();
    expect(subgraphs.sort()).toEqual(["commercial", "contacts", "finance", "identity"]);
    await cost.locator(".cost-sql summary").first().click();
    await expect(cost.locator(".cost-sql pre").first().textContent()).resolves.toMatch(/select/i);
    for (let times = 0; times < 5; times++) {
      await page.getByRole("button", { name: /Execute query/ }).click(); // The first runs include preparation.
      await atRest(page);
    }
    await screenshot(page, "explorer");
    await expectAccessible(page, GRAPHIQL);
  });

  it.each(["light", "dark"] as const)("is readable in %s", async (colorScheme) => {
    const page = await openExplorer({ colorScheme });
    await page.getByRole("button", { name: "Show Cost" }).click();

    await runTab(page, "Customers");

    await responseOf(page).getByText("displayName").first().waitFor();
    await page.getByRole("heading", { name: "Cost of Customers" }).waitFor();
    await expectAccessible(page, GRAPHIQL);
  });

  it("keeps the tabs of the last visit", async () => {
    const page = await openExplorer();
    await page.getByRole("button", { name: "New tab" }).click();
    await page.locator(".graphiql-query-editor .monaco-editor").click();
    await page.keyboard.insertText("query Mine { __typename }");
    await page.getByRole("tab").getByText("Mine").waitFor();
    const areKept = `["query", "tabState"].every((key) => localStorage.getItem("graphiql:" + key)?.includes("query Mine { __typename"))`;
    while (!(await page.evaluate<boolean>(areKept))) await page.waitForTimeout(50);

    await page.reload();

    await page.getByRole("tab").getByText("Mine").waitFor();
    expect(await page.getByRole("tab").count()).toBe(6);
  });

  it("is linked where Apollo Sandbox cannot be loaded", async () => {
    const page = await openPage(server.url, { expected: [/apollographql\.com|fonts\.g|EmbeddedSandbox/] });

    await page.getByRole("link", { name: "The explorer" }).click();

    await page.getByRole("button", { name: /Execute query/ }).waitFor();
  });

  it("asks an anonymous user to sign in, and answers with a token", async () => {
    const closed = await servePage("explorer", { AUTH_SECRET });
    const page = await openPage(`${closed.url}/explorer`, { expected: [/401/] });
    await page.getByText("Sign in: enter").waitFor();

    await page.getByRole("button", { name: "Headers" }).click();
    await page.locator(".graphiql-editor-tool .monaco-editor:visible").click();
    await page.keyboard.press("ControlOrMeta+A");
    const { stdout: token } = await ended("token", ["--tenant", DEMO_TENANT_ID, "--scope", "customers:read"], {
      AUTH_SECRET,
    });
    await page.keyboard.insertText(`{ "authorization": "Bearer ${token.trim()}`); // The editor adds closing brackets.
    await page.getByRole("button", { name: /Execute query/ }).click();

    await responseOf(page).getByText("displayName").first().waitFor();
    await expect(page.getByText("Sign in: enter").count()).resolves.toBe(0);
  });
});
