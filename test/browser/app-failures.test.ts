import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import { customerNamed } from "../support/app.ts";
import { describeInBrowser, expectAccessible, servePage } from "../support/browser.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { cleanUp, ended, type ServerProcess, serve } from "../support/server-process.ts";

/** Nothing listens on port 9: connections are refused at once. */
const NOWHERE = "http://127.0.0.1:9/graphql";

describeInBrowser("The page, when a facet does not answer", (openPage) => {
  let database: string;
  let whole: ServerProcess;

  beforeAll(async () => {
    database = await demoDatabase();
    whole = await servePage("app", { DATABASE_URL: database });
  }, 120_000);

  afterAll(cleanUp);

  const lacking = new Map<string, Promise<ServerProcess>>();

  /** Starts the graph without one of its subgraphs, once per subgraph. */
  const without = (facet: string): Promise<ServerProcess> => {
    const server =
      lacking.get(facet) ??
      serve("start", [], { DATABASE_URL: database, LOG_LEVEL: "fatal", SUBGRAPHS: `${facet}=${NOWHERE}` });
    lacking.set(facet, server);
    return server;
  };

  it("shows the rest of a customer without finance, and says that finance is not available", async () => {
    const server = await without("finance");
    const { id } = await customerNamed(whole, "Lindhorst Hotels");
    const page = await openPage(`${server.url}/app/customers/${id}`);
    const finance = page.getByRole("region", { name: "Finance" });

    await finance.getByText("Finance is not available right now.").waitFor();
    await page.getByRole("region", { name: "Contacts" }).getByText("Viktoria von Rautenfeld").waitFor();
    await page.getByRole("region", { name: "Relationship" }).getByText("Jonas Petersen", { exact: true }).waitFor();
    expect(await finance.getByText("Credit limit").count()).toBe(0);
    await expectAccessible(page);

    await page.getByRole("link", { name: "Funnel" }).click();
    await page.getByRole("heading", { name: "Funnel", level: 1 }).waitFor();
    await page.goBack();
    await finance.getByText("Finance is not available right now.").waitFor();
    await finance.getByRole("button", { name: "Try again" }).click();
    await finance.getByText("Finance is not available right now.").waitFor();

    await page.getByRole("button", { name: "Add note" }).click();
    await page.getByLabel("Note (required)").fill("Finance is down, the rest goes on.");
    await page.getByRole("button", { name: "Add note", exact: true }).last().click();
    await page.getByRole("region", { name: "Notes" }).getByText("Finance is down, the rest goes on.").waitFor();
    await finance.getByText("Finance is not available right now.").waitFor();
  });

  it("lists customers without the commercial relationship, and says what is missing", async () => {
    const server = await without("commercial");
    // All filter options come from the subgraph that is down, so that response has no data.
    const page = await openPage(`${server.url}/app`, { expected: [/503/] });

    await page.getByText("The commercial relationship is not available right now.").waitFor();
    const row = page.locator(".row", { hasText: "Agencia Castellán" });
    await row.getByText("Not available").waitFor();
    await row.getByText("agencia@castellan.example").waitFor();
    await expectAccessible(page);

    await row.getByRole("link").click();
    await page.getByText("The commercial relationship is not available right now.").waitFor();
    await page.getByText("The list of notes is not available right now.").waitFor();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("dialog").getByLabel("E-mail").waitFor();
    expect(await page.getByRole("dialog").getByLabel("Account manager").count()).toBe(0);
  });

  it.each([
    ["identity", ["This customer"]],
    ["commercial", ["The commercial relationship", "The list of notes"]],
    ["finance", ["Finance"]],
    ["contacts", ["Contact information"]],
    ["directory", []],
  ])("shows the rest of a customer without %s", async (facet, missing) => {
    const SHOWN = {
      "This customer": ["heading", "Lindhorst Hotels"],
      "The commercial relationship": ["Relationship", "Jonas Petersen"],
      "The list of notes": ["Notes", "Add note"],
      Finance: ["Finance", "Credit limit"],
      "Contact information": ["Contacts", "Viktoria von Rautenfeld"],
    } as const;
    const server = await without(facet);
    const { id } = await customerNamed(whole, "Lindhorst Hotels");
    // The viewer is resolved by identity alone: without it that response has no data.
    const expected = facet === "identity" ? [/503/] : [];
    const page = await openPage(`${server.url}/app/customers/${id}`, { expected });

    for (const what of missing) await page.getByText(`${what} is not available right now.`).first().waitFor();
    if (facet === "identity") return;
    for (const [what, [place, text]] of Object.entries(SHOWN)) {
      if (missing.includes(what)) continue;
      const part =
        place === "heading"
          ? page.getByRole("heading", { name: text, level: 1 })
          : page.getByRole("region", { name: place }).getByText(text, { exact: true }).first();
      await part.waitFor();
    }
  });

  it("lists customers without their contact information, and says what is missing", async () => {
    const server = await without("contacts");
    const page = await openPage(`${server.url}/app`);

    await page.getByText("Contact information is not available right now.").waitFor();
    await page.getByRole("link", { name: "Agencia Castellán" }).waitFor();
  });

  it("says that the graph cannot be reached, and recovers", async () => {
    const page = await openPage(`${whole.url}/app`, { expected: [/ERR_FAILED/, /ERR_CONNECTION_REFUSED/] });
    await page.getByRole("link", { name: "Agencia Castellán" }).waitFor();
    await page.route("**/graphql", (route) => route.abort("connectionrefused"));

    await page.getByLabel("Order").selectOption({ label: "Newest first" });
    await page.getByText("The list is not available right now.").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();

    await page.getByText("The list is not available right now.").waitFor({ state: "detached" });
    await page.locator(".row").first().getByRole("link").waitFor();
  });

  it("shows values that the graph learned after the page was built", async () => {
    const page = await openPage(`${whole.url}/app`);
    const row = page.locator(".row", { hasText: "Agencia Castellán" });
    await row.waitFor();
    await page.route("**/graphql", async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({
        response,
        body: text
          .replaceAll(/"funnelStage":"\w+"/g, '"funnelStage":"WARMED_UP"')
          .replaceAll(/"status":"\w+"/g, '"status":"ON_TRIAL"'),
      });
    });

    await page.reload();
    await row.getByText("Warmed up").waitFor();
    await row.getByText("On trial").waitFor();
    await row.getByRole("link").first().click();

    await page.getByRole("list", { name: "Funnel" }).getByText("Warmed up").waitFor();
    await page.getByRole("button", { name: "Edit" }).first().click();
    expect(await page.getByLabel("Status").locator("option:checked").textContent()).toBe("As it is");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

describeInBrowser("The page, when the graph demands sign-in", (openPage) => {
  const AUTH_SECRET = "a-secret-of-the-browser-tests-with-forty-bytes";
  const SCOPES = "customers:read customers:write finance:read";

  let server: ServerProcess;

  beforeAll(async () => {
    server = await servePage("app", { AUTH_SECRET, LOG_LEVEL: "fatal" });
  }, 120_000);

  afterAll(cleanUp);

  const token = async (): Promise<string> => {
    const { stdout } = await ended("token", ["--tenant", DEMO_TENANT_ID, "--scope", SCOPES], { AUTH_SECRET });
    return stdout.trim();
  };

  it("asks for a token, keeps it in the tab, and forgets it on sign-out", async () => {
    const page = await openPage(`${server.url}/app`, { expected: [/401/] });
    const field = page.getByLabel("Token");

    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await expectAccessible(page);
    await field.fill("no.such.token");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The server did not accept this token").waitFor();
    await field.fill(await token());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Agencia Castellán" }).waitFor();

    await page.reload();
    await page.getByRole("link", { name: "Agencia Castellán" }).waitFor();
    expect(await page.evaluate("[localStorage.length, document.cookie]")).toEqual([0, ""]);

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
    expect(await page.getByRole("link", { name: "Agencia Castellán" }).count()).toBe(0);
  });

  it("tells viewers without access to finance that they may not see it", async () => {
    const readers = await ended("token", ["--tenant", DEMO_TENANT_ID, "--scope", "customers:read"], { AUTH_SECRET });
    const page = await openPage(`${server.url}/app?q=lindhorst`, { expected: [/401/] });

    await page.getByLabel("Token").fill(readers.stdout.trim());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Lindhorst Hotels", exact: true }).click();

    await page.getByText("Finance: you do not have access.").waitFor();
    await page.getByRole("region", { name: "Contacts" }).getByText("Viktoria von Rautenfeld").waitFor();
  });
});
