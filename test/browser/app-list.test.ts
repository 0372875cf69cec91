import type { Page } from "playwright-core";
import { holds } from "../support/app.ts";
import { describeInBrowser, expectAccessible, screenshot, servePage } from "../support/browser.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { cleanUp, ended, type ServerProcess } from "../support/server-process.ts";

const customer = (page: Page, name: string) => page.getByRole("link", { name, exact: true });

const count = (page: Page) => page.locator(".count");

/** Samples the viewport in every frame, and counts the positions that show no customer. */
const WATCH_ROWS = `
  window.seen = { frames: 0, blanks: 0, longest: 0, reached: 0 };
  let last = performance.now();
  const look = (now) => {
    const { seen } = window;
    seen.frames += 1;
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    const rows = document.querySelector(".rows");
    if (!rows) return;
    const { top, bottom } = rows.getBoundingClientRect();
    for (let y = Math.max(top, 0) + 8; y < Math.min(bottom, innerHeight) - 8; y += 36) {
      const row = document.elementFromPoint(innerWidth / 2, y)?.closest(".row");
      if (!row || row.classList.contains("coming")) seen.blanks += 1;
      else seen.reached = Math.max(seen.reached, Number(row.getAttribute("aria-posinset")));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

interface Seen {
  readonly frames: number;
  readonly blanks: number;
  readonly longest: number;
  readonly reached: number;
}

/** Scrolls with the mouse wheel until a row has been reached. */
const scrollTo = async (page: Page, row: number, step: number): Promise<Seen> => {
  await page.mouse.move(600, 600);
  await page.evaluate(WATCH_ROWS);
  for (let seen = 0; seen < row; seen = await page.evaluate<number>("window.seen.reached")) {
    await page.mouse.wheel(0, step);
  }
  return page.evaluate<Seen>("window.seen");
};

describeInBrowser("The list of customers", (openPage) => {
  const SEEDED = 3_000;
  let database: string;
  let server: ServerProcess;

  beforeAll(async () => {
    database = await demoDatabase();
    server = await servePage("app", { DATABASE_URL: database });
  }, 120_000);

  afterAll(cleanUp);

  it("appears, and says when it was painted and when it was complete", async () => {
    const page = await openPage(`${server.url}/app`);
    const times: { painted: number; listed: number }[] = [];

    for (let round = 0; round < 3; round += 1) {
      await page.reload();
      await holds(page, "performance.getEntriesByName('customers-listed').length === 1");
      times.push(
        await page.evaluate(`({
          painted: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
          listed: Math.round(performance.getEntriesByName("customers-listed")[0].startTime),
        })`),
      );
    }

    process.stdout.write(`The list: ${times.map(({ painted, listed }) => `${painted}/${listed}`).join(", ")} ms\n`);
    await count(page).getByText("42 customers").waitFor();
  });

  it("finds customers by names and keys, and says when none matches", async () => {
    const page = await openPage(`${server.url}/app`);
    const box = page.getByRole("searchbox", { name: "Search customers" });

    await box.fill("vanterpool");
    await customer(page, "Vanterpool Halles de Lyon").waitFor();
    await count(page).getByText("7 customers found").waitFor();
    await box.fill("10120");
    await customer(page, "Vanterpool Halles de Lyon").waitFor({ state: "detached" });
    await customer(page, "Lindhorst Hotels").waitFor();
    await box.fill("nobody of this name");
    await page.getByRole("heading", { name: "No results for “nobody of this name”" }).waitFor();

    await page.getByRole("button", { name: "Clear the search" }).click();
    await count(page).getByText("42 customers").waitFor();
    expect(await box.inputValue()).toBe("");
  });

  it("keeps its filters in the URL, so that reloading and going back preserve them", async () => {
    const page = await openPage(`${server.url}/app`);

    await page.getByRole("checkbox", { name: "Suspect" }).check();
    await count(page).getByText("2 customers").waitFor();
    await page.getByLabel("Account manager").selectOption({ label: "Claire Vasseur" });
    await count(page).getByText("1 customer", { exact: true }).waitFor();
    await page.reload();
    await customer(page, "Casa de Chá Aurora").waitFor();
    expect(new URL(page.url()).searchParams.get("stage")).toBe("SUSPECT");
    expect(await page.getByRole("checkbox", { name: "Suspect" }).isChecked()).toBe(true);

    await page.goBack();
    await customer(page, "Fjordlys Kaffehus").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await count(page).getByText("42 customers").waitFor();
    await page.getByLabel("Kind").selectOption({ label: "People" });
    await customer(page, "Kenji Morita").waitFor();
    await page.getByLabel("Name contains").fill("morita");
    await count(page).getByText("1 customer", { exact: true }).waitFor();
  });

  it("saves its filters as a view, and shows the view whose name is chosen", async () => {
    const page = await openPage(`${server.url}/app`);
    const view = page.getByRole("combobox", { name: "View" });

    await page.getByRole("checkbox", { name: "Suspect" }).check();
    await page.getByLabel("Order").selectOption({ label: "Name (Z to A)" });
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByLabel("Name (required)").fill("Early days");
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    await page.getByRole("status").getByText("The view was saved.").waitFor();

    expect(await page.getByRole("checkbox", { name: "Suspect" }).isChecked()).toBe(false);
    await count(page).getByText("2 customers").waitFor();
    await page.locator(".row", { hasText: "Fjordlys Kaffehus" }).and(page.locator("[aria-posinset='1']")).waitFor();
    await page.reload();
    await count(page).getByText("2 customers").waitFor();
    await view.selectOption({ label: "All customers" });
    await count(page).getByText("42 customers").waitFor();
    await view.selectOption({ label: "Early days" });
    await count(page).getByText("2 customers").waitFor();
    await expectAccessible(page);
  });

  it("sorts by the chosen order", async () => {
    const page = await openPage(`${server.url}/app`);

    await page.getByLabel("Order").selectOption({ label: "Name (Z to A)" });

    await page
      .locator(".row", { hasText: "Vanterpool Kleinmarkthalle" })
      .and(page.locator("[aria-posinset='1']"))
      .waitFor();
  });

  it.each(["light", "dark"] as const)("is accessible when it is %s", async (colorScheme) => {
    const page = await openPage(`${server.url}/app`, { colorScheme });
    await customer(page, "Agencia Castellán").waitFor();
    await count(page).getByText("42 customers").waitFor();

    await expectAccessible(page);
    await screenshot(page, `list-${colorScheme}`);
    await page.getByRole("button", { name: "New customer" }).click();
    await expectAccessible(page);
  });

  it("fits a screen 360 pixels wide", async () => {
    const page = await openPage(`${server.url}/app`, { viewport: { width: 360, height: 740 } });
    await customer(page, "Agencia Castellán").waitFor();

    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("checkbox", { name: "Lead" }).check();
    await count(page).getByText("3 customers").waitFor();
    await expectAccessible(page);
  });

  it("creates a customer, and shows errors at their fields", async () => {
    const page = await openPage(`${server.url}/app`);
    const name = page.getByLabel("Name (required)");

    await page.getByRole("button", { name: "New customer" }).click();
    await page.getByRole("button", { name: "Create customer" }).click();
    await holds(page, "document.activeElement?.getAttribute('aria-invalid') === 'true'");
    await name.fill("Kontor Ahoi");
    await page.getByLabel("Account number").fill(" ");
    await page.getByRole("button", { name: "Create customer" }).click();
    await page.getByText("Give 1 to 10000 characters, not only blanks.").waitFor();
    await page.getByLabel("Account number").fill("10999");
    await page.getByRole("button", { name: "Create customer" }).click();

    await page.getByRole("heading", { name: "Kontor Ahoi", level: 1 }).waitFor();
    await page.getByRole("status").getByText("The customer was created.").waitFor();
  });

  it("includes a new customer when the user returns, and no longer an archived one", async () => {
    const page = await openPage(`${server.url}/app?name=speicher`);
    await page.getByText("No customer").or(page.locator(".rows")).first().waitFor();

    await page.getByRole("button", { name: "New customer" }).click();
    await page.getByLabel("Name (required)").fill("Speicher Ost");
    await page.getByRole("button", { name: "Create customer" }).click();
    await page.getByRole("heading", { name: "Speicher Ost", level: 1 }).waitFor();
    await page.goBack();
    await customer(page, "Speicher Ost").click();

    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByLabel("Status").selectOption({ label: "Archived" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The changes were saved.").waitFor();
    await page.goBack();
    await customer(page, "Speicher Ost").waitFor({ state: "detached" });
    await page.getByText("0 customers").waitFor();
  });

  it("scrolls through sixty rows and on without blank rows", async () => {
    await ended("seed", ["--customers", String(SEEDED)], { DATABASE_URL: database });
    const page = await openPage(`${server.url}/app`);
    await page.locator(".row[aria-posinset='10']").waitFor();

    const sixty = await scrollTo(page, 60, 240);
    const far = await scrollTo(page, 400, 500);
    for (let seen = 0; seen < 1_000; seen = await page.evaluate<number>("window.seen.reached")) {
      await page.keyboard.press("End");
    }

    const figures = ({ frames, blanks, longest, reached }: Seen) =>
      `${reached} rows in ${frames} frames, the longest ${longest.toFixed(0)} ms, ${blanks} blanks`;
    process.stdout.write(`Scrolling: ${figures(sixty)}; faster: ${figures(far)}\n`);
    expect(sixty.blanks).toBe(0);
    expect(await page.locator(".row").count()).toBeLessThan(80);
  });

  it("restores its scroll position when the user returns from a customer", async () => {
    const page = await openPage(`${server.url}/app`);
    await page.locator(".row[aria-posinset='10']").waitFor();
    await scrollTo(page, 150, 300);
    const link = page.locator(".row[aria-posinset='150'] a");
    const name = (await link.textContent()) ?? "";

    await link.click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page.goBack();

    await customer(page, name).waitFor();
    const box = await customer(page, name).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(800);
  });
});
