import { askGraph } from "../support/app.ts";
import { describeInBrowser, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

describeInBrowser("An amount on the page of a customer", (openPage) => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await servePage("app");
  }, 120_000);

  afterAll(cleanUp);

  it.each([
    ["JPY", "1234567", "JP¥1,234,567"],
    ["KWD", "1.234", "KWD 1.234"],
    ["IQD", "0.125", "IQD 0.125"],
    ["CLF", "1.2345", "CLF 1.2345"],
    ["EUR", "1234.5", "€1,234.50"],
    ["EUR", "1234", "€1,234"],
  ])("of %s, given as %s, reads %s", async (currencyCode, amount, shown) => {
    const { customerCreate } = await askGraph<{ customerCreate: { customer: { id: string } } }>(
      server,
      `mutation { customerCreate(input: { displayName: "Coin House", finance: { creditLimit: { amount: "${amount}", currencyCode: "${currencyCode}" } } }) { customer { id } } }`,
    );

    const page = await openPage(`${server.url}/app/customers/${customerCreate.customer.id}`);

    const figure = page.getByRole("region", { name: "Finance" }).locator(".figure");
    expect((await figure.textContent())?.replace(/\s/g, " ")).toBe(`Credit limit${shown}`);
  });
});
