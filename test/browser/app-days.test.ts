import type { Page } from "playwright-core";
import { askGraph } from "../support/app.ts";
import { describeInBrowser, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

/** By time zone: the local date and time at 02:30 UTC, and the instant of 10:15 local time. */
const PLACES = [
  { timezoneId: "America/New_York", day: "3 Mar 2019", at: "3 Mar 2019, 21:30", typed: "2026-06-02T14:15:00.000Z" },
  { timezoneId: "Pacific/Auckland", day: "4 Mar 2019", at: "4 Mar 2019, 15:30", typed: "2026-06-01T22:15:00.000Z" },
] as const;

describeInBrowser("A day on the page of a customer", (openPage) => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await servePage("app");
  }, 120_000);

  afterAll(cleanUp);

  const create = async (customerSince: string): Promise<string> => {
    const { customerCreate } = await askGraph<{ customerCreate: { customer: { id: string } } }>(
      server,
      `mutation { customerCreate(input: { displayName: "Day House", relationship: { customerSince: "${customerSince}" } }) { customer { id } } }`,
    );
    return customerCreate.customer.id;
  };

  const open = (id: string, timezoneId: string): Promise<Page> =>
    openPage(`${server.url}/app/customers/${id}`, { timezoneId });

  it.each(PLACES)("is the same day in $timezoneId, and a moment has the local day", async (place) => {
    const [days, moments] = [await create("2019-03-04"), await create("2019-03-04T02:30:00Z")];
    const add = (id: string, occurredAt: string) =>
      askGraph(
        server,
        `mutation { customerActivityCreate(input: { customerId: "${id}", kind: CALL, subject: "Call", occurredAt: "${occurredAt}" }) { activity { id } } }`,
      );
    await add(days, "1850-01-01");
    await add(moments, "2019-03-04T02:30:00Z");

    const [ofDays, ofMoments] = [await open(days, place.timezoneId), await open(moments, place.timezoneId)];

    const since = (page: Page, text: string) =>
      page.getByRole("region", { name: "Relationship" }).getByText(text, { exact: true }).waitFor();
    const called = (page: Page) => page.getByRole("region", { name: "Activities" }).locator("time").textContent();
    await since(ofDays, "4 Mar 2019");
    await since(ofMoments, place.day);
    expect(await called(ofDays)).toBe("1 Jan 1850");
    expect(await called(ofMoments)).toBe(place.at);
  });

  it.each(PLACES)("is saved as typed in $timezoneId, and with a time as that moment", async (place) => {
    const id = await create("2019-03-04");
    const page = await open(id, place.timezoneId);
    const add = async (values: Readonly<Record<string, string>>): Promise<void> => {
      await page.getByRole("button", { name: "Add activity" }).click();
      const dialog = page.getByRole("dialog");
      for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).fill(value);
      await dialog.locator("[type=submit]").click();
      await dialog.waitFor({ state: "detached" });
    };

    await add({ Subject: "Day alone", Day: "2026-06-01" });
    await add({ Subject: "Day and time", Day: "2026-06-02", Time: "10:15" });

    const { customer } = await askGraph<{ customer: { relationship: { activities: { nodes: object[] } } } }>(
      server,
      `{ customer(id: "${id}") { relationship { activities { nodes { subject occurredAt } } } } }`,
    );
    expect(customer.relationship.activities.nodes).toEqual([
      { subject: "Day and time", occurredAt: place.typed },
      { subject: "Day alone", occurredAt: "2026-06-01" },
    ]);
  });
});
