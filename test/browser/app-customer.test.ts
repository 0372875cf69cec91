import type { Page } from "playwright-core";
import { askGraph, customerNamed, delayRequests, hasFocus, holds } from "../support/app.ts";
import { describeInBrowser, expectAccessible, screenshot, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1, exact: true });

const dialog = (page: Page) => page.getByRole("dialog");

const item = (page: Page, name: string) => page.getByRole("treeitem", { name: new RegExp(`^${name}`) });

const said = (page: Page, text: string) => page.getByRole("status").getByText(text);

describeInBrowser("The page of a customer", (openPage) => {
  let server: ServerProcess;

  const openCustomer = async (name: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> => {
    const { id } = await customerNamed(server, name);
    const page = await openPage(`${server.url}/app/customers/${id}`, options);
    await heading(page, name).waitFor();
    return page;
  };

  const openEditor = async (name: string) => {
    const page = await openCustomer(name);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    return page;
  };

  /** Changes a customer from outside the page, as another user would. */
  const changeElsewhere = async (name: string, changes: string): Promise<void> => {
    const { id } = await customerNamed(server, name);
    await askGraph(
      server,
      `mutation { customerUpdate(input: { customerId: "${id}", ${changes} }) { userErrors { message } } }`,
    );
  };

  beforeAll(async () => {
    server = await servePage("app");
  }, 120_000);

  afterAll(cleanUp);

  it("opens from the list and starts with its heading", async () => {
    const page = await openPage(`${server.url}/app?q=lindhorst`);
    const link = page.getByRole("link", { name: "Lindhorst Hotels", exact: true });

    await link.focus();
    await page.keyboard.press("Enter");

    await heading(page, "Lindhorst Hotels").waitFor();
    await hasFocus(heading(page, "Lindhorst Hotels"));
    expect(await page.title()).toBe("Lindhorst Hotels – customer graph");
    for (const title of [
      "Relationship",
      "Finance",
      "Contacts",
      "Addresses",
      "Hierarchy",
      "Identity",
      "Notes",
      "Activities",
    ]) {
      await page.getByRole("region", { name: title, exact: true }).waitFor();
    }
    await page.getByText("€250,000").waitFor();
  });

  it("says that there is no such customer", async () => {
    const page = await openPage(`${server.url}/app/customers/0198c0de-0000-7000-8000-00000000dead`);

    await page.getByRole("heading", { name: "Customer not found" }).waitFor();
  });

  it("opens its hierarchy three levels deep by keyboard, and loads each level when it is opened", async () => {
    const { id } = await customerNamed(server, "Hotel Lindhorst an der Alster");
    await askGraph(
      server,
      `mutation { customerCreate(input: { party: { organization: { name: "Alsterblick Bar" } }, parentId: "${id}" }) { userErrors { message } } }`,
    );
    const page = await openCustomer("Lindhorst Hotels");
    await item(page, "Lindhorst Deutschland").waitFor();
    expect(await item(page, "Hotel Lindhorst an der Alster").count()).toBe(0);

    await item(page, "Lindhorst Hotels").focus();
    await page.keyboard.press("ArrowRight");
    await hasFocus(item(page, "Lindhorst Deutschland"));
    await page.keyboard.press("ArrowRight");
    await item(page, "Hotel Lindhorst an der Alster").waitFor();
    await page.keyboard.press("H");
    await page.keyboard.press("ArrowDown");
    await item(page, "Hotel Lindhorst an der Alster").focus();
    await page.keyboard.press("ArrowRight");
    await item(page, "Alsterblick Bar").waitFor();

    expect(await item(page, "Alsterblick Bar").getAttribute("aria-level")).toBe("4");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await heading(page, "Alsterblick Bar").waitFor();
    const crumbs = page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("listitem");
    expect(await crumbs.allTextContents()).toEqual([
      "Customers",
      "Lindhorst Hotels",
      "Lindhorst Deutschland",
      "Hotel Lindhorst an der Alster",
      "Alsterblick Bar",
    ]);
  });

  it("shows a change before the server confirms it, and then that it was saved", async () => {
    const page = await openEditor("Teehaus Ostertor");
    const release = await delayRequests(page, "CustomerUpdate");

    await dialog(page).getByLabel("Name (required)", { exact: true }).fill("Teehaus am Ostertor");
    await dialog(page).getByLabel("Account manager").selectOption({ label: "Bernd Hinrichsen" });
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await heading(page, "Teehaus am Ostertor").waitFor();
    await page.getByText("Bernd Hinrichsen").first().waitFor();
    expect((await customerNamed(server, "Teehaus Ostertor")).version).toBe(1);
    release();

    await said(page, "The changes were saved.").waitFor();
    expect((await customerNamed(server, "Teehaus am Ostertor")).version).toBe(2);
    expect(await dialog(page).count()).toBe(0);
  });

  it("changes both names of a person at once", async () => {
    const page = await openEditor("Annegret Sievers");

    await dialog(page).getByLabel("Name (required)", { exact: true }).fill("Annegret Sievers-Brandt");
    await dialog(page).getByLabel("First name").fill("Anne");
    await dialog(page).getByLabel("Last name (required)").fill("Sievers-Brandt");
    await dialog(page).getByRole("button", { name: "Save" }).click();

    await said(page, "The changes were saved.").waitFor();
    await page.getByRole("region", { name: "Identity" }).getByText("Anne Sievers-Brandt").waitFor();
    await heading(page, "Annegret Sievers-Brandt").waitFor();
  });

  it("reverts a refused change and shows the reason at the field", async () => {
    const page = await openEditor("Stadt Fallersloh");
    const health = dialog(page).getByLabel("Health (0 to 100)");

    await dialog(page).getByLabel("Legal name").fill("Stadt Fallersloh am See");
    await health.fill("400");
    await dialog(page).getByRole("button", { name: "Save" }).click();

    await dialog(page).getByText("400 is not accepted. Give a whole number from 0 to 100.").waitFor();
    await hasFocus(health);
    expect(await health.getAttribute("aria-invalid")).toBe("true");
    const description = await health.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${description}"]`).textContent()).toContain("400 is not accepted");
    expect(await dialog(page).getByLabel("Legal name").inputValue()).toBe("Stadt Fallersloh am See");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await hasFocus(page.getByRole("button", { name: "Edit", exact: true }));
  });

  it("shows both versions after a concurrent change, and saves the chosen one", async () => {
    const page = await openEditor("Skyfold Catering");

    await dialog(page).getByLabel("Legal name").fill("Skyfold Mine Ltd");
    await dialog(page).getByLabel("Code").fill("SKY-MINE");
    await changeElsewhere("Skyfold Catering", `legalName: "Skyfold Theirs Ltd", website: "https://theirs.example"`);
    await dialog(page).getByRole("button", { name: "Save" }).click();

    await page.getByRole("heading", { name: "Somebody else changed this customer" }).waitFor();
    const legalName = dialog(page).getByRole("group", { name: "Legal name" });
    await legalName.getByText("Skyfold Mine Ltd").waitFor();
    await legalName.getByText("Skyfold Theirs Ltd").waitFor();
    expect(await dialog(page).getByRole("group", { name: "Code" }).getByLabel("Mine").isChecked()).toBe(true);
    await expectAccessible(page);
    await legalName.getByLabel("Theirs").check();
    await dialog(page).getByRole("button", { name: "Save my choices" }).click();
    await said(page, "The changes were saved.").waitFor();

    const { id } = await customerNamed(server, "Skyfold Catering");
    const { customer } = await askGraph<{ customer: object }>(
      server,
      `{ customer(id: "${id}") { legalName code website } }`,
    );
    expect(customer).toEqual({ legalName: "Skyfold Theirs Ltd", code: "SKY-MINE", website: "https://theirs.example" });
  });

  it("adds a contact, an address, a note and an activity, and sets the credit limit", async () => {
    const page = await openCustomer("Palisander Restaurants");
    const fill = async (opens: string, fields: Readonly<Record<string, string>>, done: string) => {
      await page.getByRole("button", { name: opens }).click();
      for (const [label, value] of Object.entries(fields)) await dialog(page).getByLabel(label).fill(value);
      await dialog(page).locator("[type=submit]").click();
      await said(page, done).waitFor();
      await dialog(page).waitFor({ state: "detached" });
    };

    await fill("Add contact", { "Name (required)": "Ida Palm", "Job title": "Sommelière" }, "The contact was added.");
    await fill(
      "Add address",
      { "Street and house number": "Am Kai 7", City: "Kiel", Country: "de" },
      "The address was added.",
    );
    await fill("Add note", { Note: "Wants the tea list before Friday." }, "The note was added.");
    await fill("Add activity", { Subject: "Tasting of the spring harvest" }, "The activity was recorded.");
    await fill("Set credit limit", { Limit: "12500.50", Currency: "EUR" }, "The credit limit was set.");

    await page.getByRole("region", { name: "Contacts" }).getByText("Ida Palm").waitFor();
    await page.getByRole("region", { name: "Addresses" }).getByText("Am Kai 7").waitFor();
    await page.getByRole("region", { name: "Notes" }).getByText("Wants the tea list before Friday.").waitFor();
    await page.getByRole("region", { name: "Activities" }).getByText("Tasting of the spring harvest").waitFor();
    await page.getByRole("region", { name: "Finance" }).getByText("€12,500.50").waitFor();
  });

  it("adds a note once when the first response is lost and the user retries", async () => {
    const name = "Palisander Restaurants";
    const page = await openCustomer(name, { expected: [/ERR_CONNECTION_RESET/] });
    let tries = 0;
    await page.route("**/graphql", async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName?: string };
      if (operationName !== "CustomerNoteCreate" || ++tries > 1) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.getByRole("button", { name: "Add note" }).click();
    await dialog(page).getByLabel("Note").fill("Rang twice.");

    await dialog(page).locator("[type=submit]").click();
    await dialog(page).getByRole("alert").waitFor();
    await dialog(page).locator("[type=submit]").click();
    await said(page, "The note was added.").waitFor();

    const { id } = await customerNamed(server, name);
    const { customer } = await askGraph<{ customer: { relationship: { notes: { nodes: { text: string }[] } } } }>(
      server,
      `{ customer(id: "${id}") { relationship { notes { nodes { text } } } } }`,
    );
    expect(tries).toBe(2);
    expect(customer.relationship.notes.nodes.filter(({ text }) => text === "Rang twice.")).toHaveLength(1);
  });

  it("does not set a credit limit over someone else's change until the user has seen it", async () => {
    const page = await openCustomer("Alte Deichkasse");
    await page.getByRole("button", { name: "Set credit limit" }).click();
    await changeElsewhere("Alte Deichkasse", `legalName: "Alte Deichkasse eG"`);

    await dialog(page).getByLabel("Limit").fill("99");
    await dialog(page).getByRole("button", { name: "Set limit" }).click();
    await dialog(page).getByText("Somebody else changed this customer in the meantime.").waitFor();
    await page.getByRole("region", { name: "Identity" }).getByText("Alte Deichkasse eG").waitFor();
    await dialog(page).getByRole("button", { name: "Set limit" }).click();

    await said(page, "The credit limit was set.").waitFor();
    await page.getByRole("region", { name: "Finance" }).getByText("€99").waitFor();
  });

  it("moves along the funnel and keeps the history", async () => {
    const page = await openCustomer("U Tří Lvů");

    await page.getByRole("button", { name: "Move U Tří Lvů to another stage" }).click();
    await page.getByRole("menuitem", { name: "Hot prospect" }).click();

    await said(page, "U Tří Lvů moved to Hot prospect.").waitFor();
    await page.getByText("Stage history").click();
    await page.getByText("Hot prospect from Lead").waitFor();
  });

  it.each(["light", "dark"] as const)("is accessible when it is %s", async (colorScheme) => {
    const { id } = await customerNamed(server, "Lindhorst Hotels");
    await askGraph(
      server,
      `mutation {
        a: customerNoteCreate(input: { customerId: "${id}", text: "Asks for the Darjeeling of the second flush again: last year it was gone by May." }) { note { id } }
        b: customerActivityCreate(input: { customerId: "${id}", kind: MEETING, subject: "Tasting in the warehouse, new frame agreement" }) { activity { id } }
      }`,
    );
    const page = await openCustomer("Lindhorst Hotels", { colorScheme, viewport: { width: 1280, height: 1000 } });
    await item(page, "Lindhorst Deutschland").waitFor();
    await item(page, "Lindhorst Hotels").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await item(page, "Hotel Lindhorst an der Alster").waitFor();

    await expectAccessible(page);
    await heading(page, "Lindhorst Hotels").focus();
    await screenshot(page, `customer-${colorScheme}`);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await dialog(page).waitFor();
    await expectAccessible(page);
  });

  it("fits a screen 360 pixels wide", async () => {
    const page = await openCustomer("Lindhorst Hotels", { viewport: { width: 360, height: 740 } });
    await item(page, "Lindhorst Deutschland").waitFor();

    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await holds(page, "document.querySelector('dialog').getBoundingClientRect().right <= innerWidth");
    await expectAccessible(page);
  });
});
