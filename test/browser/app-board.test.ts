import type { Page } from "playwright-core";
import { askGraph, customerNamed, delayRequests, hasFocus } from "../support/app.ts";
import { describeInBrowser, expectAccessible, screenshot, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

const column = (page: Page, stage: string) => page.getByRole("region", { name: stage, exact: true });

const card = (page: Page, stage: string, name: string) => column(page, stage).locator(".card", { hasText: name });

const mover = (page: Page, name: string) => page.getByRole("button", { name: `Move ${name} to another stage` });

describeInBrowser("The board of the funnel", (openPage) => {
  let server: ServerProcess;

  const openBoard = async (options: Parameters<typeof openPage>[1] = {}): Promise<Page> => {
    const page = await openPage(`${server.url}/app/board`, options);
    await column(page, "Customer").locator(".card").first().waitFor();
    await column(page, "Suspect").locator(".card").first().waitFor();
    return page;
  };

  const stageOf = async (name: string): Promise<string> => {
    const { id } = await customerNamed(server, name);
    const { customer } = await askGraph<{ customer: { relationship: { funnelStage: string } } }>(
      server,
      `{ customer(id: "${id}") { relationship { funnelStage } } }`,
    );
    return customer.relationship.funnelStage;
  };

  beforeAll(async () => {
    server = await servePage("app");
  }, 120_000);

  afterAll(cleanUp);

  it("has a column for each stage with its customers and their count, and loads more on demand", async () => {
    const page = await openBoard();

    await column(page, "Customer").getByRole("heading", { name: "Customer 32" }).waitFor();
    expect(await column(page, "Customer").locator(".card").count()).toBe(20);
    await column(page, "Customer").getByRole("button", { name: "Show more" }).click();
    await column(page, "Customer").locator(".card").nth(31).waitFor();
    expect(await column(page, "Customer").getByRole("button", { name: "Show more" }).count()).toBe(0);

    await page.getByLabel("Account manager").selectOption({ label: "Claire Vasseur" });
    await column(page, "Suspect").getByRole("heading", { name: "Suspect 1" }).waitFor();
  });

  it("moves a card at once when it is dragged to another column", async () => {
    const page = await openBoard();
    const release = await delayRequests(page, "CustomerFunnelStageSet");

    await card(page, "Suspect", "Fjordlys Kaffehus").dragTo(column(page, "Prospect"));
    await card(page, "Prospect", "Fjordlys Kaffehus").waitFor();
    expect(await card(page, "Suspect", "Fjordlys Kaffehus").count()).toBe(0);
    await column(page, "Prospect").getByRole("heading", { name: "Prospect 4" }).waitFor();
    expect(await stageOf("Fjordlys Kaffehus")).toBe("SUSPECT");
    release();

    await page.getByRole("status").getByText("Fjordlys Kaffehus moved to Prospect.").waitFor();
    expect(await stageOf("Fjordlys Kaffehus")).toBe("PROSPECT");
    await column(page, "Prospect").getByRole("heading", { name: "Prospect 4" }).waitFor();
  });

  it("moves a card by keyboard, and keeps the focus on it", async () => {
    const page = await openBoard();

    await mover(page, "Giulia Ferrante").focus();
    await page.keyboard.press("Enter");
    await hasFocus(page.getByRole("menuitem", { name: "Suspect" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");

    await card(page, "Hot prospect", "Giulia Ferrante").waitFor();
    await page.getByRole("status").getByText("Giulia Ferrante moved to Hot prospect.").waitFor();
    await hasFocus(mover(page, "Giulia Ferrante"));
    expect(await stageOf("Giulia Ferrante")).toBe("HOT_PROSPECT");
  });

  it("puts a card back and says why when the move is refused", async () => {
    const page = await openBoard();
    const { id } = await customerNamed(server, "Kontor am Kanal");
    await askGraph(
      server,
      `mutation { customerNoteCreate(input: { customerId: "${id}", text: "Rang." }) { note { id } } }`,
    );

    await card(page, "Lead", "Kontor am Kanal").dragTo(column(page, "Suspect"));

    await page.getByRole("alert").getByText("Kontor am Kanal stays at Lead.").waitFor();
    await card(page, "Lead", "Kontor am Kanal").waitFor();
    expect(await card(page, "Suspect", "Kontor am Kanal").count()).toBe(0);
    expect(await stageOf("Kontor am Kanal")).toBe("LEAD");
  });

  it.each(["light", "dark"] as const)("is accessible when it is %s", async (colorScheme) => {
    const page = await openBoard({ colorScheme });

    await expectAccessible(page);
    await screenshot(page, `board-${colorScheme}`);
  });

  it("fits a screen 360 pixels wide: the columns scroll, not the page", async () => {
    const page = await openBoard({ viewport: { width: 360, height: 740 } });

    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });
});
