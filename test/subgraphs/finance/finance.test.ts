import { describe, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import type { FinanceInput } from "../../../subgraphs/finance/commands/index.ts";
import { finance as subgraph } from "../../../subgraphs/finance/server.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const FINANCE = `query ($id: ID!) { customer(id: $id) { id finance {
  taxRegistrations { id number countryCode isPrimary } taxNumber taxClass taxExempt creditLimit { amount currencyCode }
  paymentTerms { kind code dueInDays paymentTermInDays label } sendInvoiceReminders
} } }`;

const CREATE = `mutation ($finance: FinanceInput!) { customerCreate(input: { displayName: "Harbour Lights", finance: $finance }) {
  customer { finance { creditLimit { amount currencyCode } taxRegistrations { countryCode } } } userErrors { code message path }
} }`;

const financeOf = async (viewer: Viewer, id: string) => (await ask(viewer, FINANCE, { id })).data.customer.finance;

const change = (viewer: Viewer, id: string, finance: FinanceInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, { finance }));

const nameCurrency = (viewer: Viewer, currency: string) =>
  testDatabase
    .session(viewer.tenantId)
    .write((manager) =>
      manager.query("insert into identity.tenant (tenant_id, name, currency_code) values ($1, 'Fjord Trading', $2)", [
        viewer.tenantId,
        currency,
      ]),
    );

describe("Customer.finance", () => {
  it("exists with its defaults as soon as the customer does", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    expect(await financeOf(viewer, id)).toEqual({
      taxRegistrations: [],
      taxNumber: null,
      taxClass: null,
      taxExempt: false,
      creditLimit: null,
      paymentTerms: null,
      sendInvoiceReminders: true,
    });
  });

  it("is null for a viewer without finance:read, and costs no other fields", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { data, errors } = await ask({ ...viewer, scopes: new Set(["customers:read"]) }, FINANCE, { id });

    expect(data.customer).toEqual({ id, finance: null });
    expect(errors).toMatchObject([{ path: ["customer", "finance"], extensions: { code: "FORBIDDEN" } }]);
  });

  it("reveals nothing to another tenant", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance: { creditLimit: { amount: "9000" } } });
    const stranger = given.tenant();

    const { data, statements } = await ask(stranger, FINANCE, { id });

    expect(data.customer).toBeNull();
    expect(statements.filter(({ subgraph }) => subgraph === "finance")).toEqual([]);
  });
});

describe("the keys of finance", () => {
  it("reveal nothing to another tenant", async () => {
    const id = await given.customer(given.tenant(), { finance: { taxRegistrations: [{ number: "DE1" }] } });
    const viewer = given.tenant();

    const { data, errors } = await graphql({
      schema: subgraph.schema,
      source: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { finance { taxNumber } } } }`,
      variableValues: { keys: [{ __typename: "Customer", id }] },
      contextValue: subgraph.createContext({ viewer, db: testDatabase.session(viewer.tenantId) }),
    });

    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [{ finance: null }] });
  });
});

describe("a list of customers", () => {
  it.each([1, 10, 1_000])("reads all finance of %d customers with two statements", async (size) => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, size);
    const pages = Array.from({ length: Math.ceil(size / 100) }, (_, page) => ids.slice(page * 100, page * 100 + 100));
    const query = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: customersById(ids: $p${page}) { ...Money }`).join(" ")}
    }
    fragment Money on Customer { finance {
      taxNumber taxRegistrations { number } taxClass creditLimit { amount currencyCode } paymentTerms { code dueInDays label }
    } }`;

    const answer = await ask(viewer, query, Object.fromEntries(pages.map((page, index) => [`p${index}`, page])));

    expect(answer.errors).toEqual([]);
    expect(Object.values(answer.data).flat()).toHaveLength(size);
    expect(answer.statements.filter((statement) => statement.subgraph === "finance")).toHaveLength(2);
  });
});

describe("FinanceProfile.creditLimit", () => {
  it("is in the tenant's currency if the input names none", async () => {
    const viewer = given.tenant();
    await nameCurrency(viewer, "NOK");

    const { data } = await ask(viewer, CREATE, { finance: { creditLimit: { amount: "2500.5" } } });

    expect(data.customerCreate.customer.finance.creditLimit).toEqual({ amount: "2500.50", currencyCode: "NOK" });
  });

  it("is in EUR for a tenant without a currency, and never in another tenant's", async () => {
    await nameCurrency(given.tenant(), "NOK");

    const { data } = await ask(given.tenant(), CREATE, { finance: { creditLimit: { amount: "100" } } });

    expect(data.customerCreate.customer.finance.creditLimit).toEqual({ amount: "100.00", currencyCode: "EUR" });
  });
});

describe("FinanceProfile.paymentTerms", () => {
  it.each([
    ["Net 30", { kind: "NET", code: "NET_30", dueInDays: 30, paymentTermInDays: 30 }],
    ["net90", { kind: "NET", code: "NET_90", dueInDays: 90, paymentTermInDays: 90 }],
    ["NET 10", { kind: "NET", code: "CUSTOM", dueInDays: 10, paymentTermInDays: 10 }],
    ["Net 0", { kind: "NET", code: "CUSTOM", dueInDays: 0, paymentTermInDays: 0 }],
    ["Net 365000", { kind: "NET", code: "CUSTOM", dueInDays: 365_000, paymentTermInDays: 365_000 }],
    ["Net 99999999999", { kind: "CUSTOM", code: "CUSTOM", dueInDays: null, paymentTermInDays: null }],
    ["Due on Receipt", { kind: "RECEIPT", code: "DUE_ON_RECEIPT", dueInDays: 0, paymentTermInDays: 0 }],
    ["due upon receipt", { kind: "RECEIPT", code: "DUE_ON_RECEIPT", dueInDays: 0, paymentTermInDays: 0 }],
    ["Net 14.5", { kind: "NET", code: "CUSTOM", dueInDays: 15, paymentTermInDays: 14.5 }],
    ["2/10, Net 45 EOM", { kind: "CUSTOM", code: "CUSTOM", dueInDays: null, paymentTermInDays: null }],
    ["30 days after the moon", { kind: "CUSTOM", code: "CUSTOM", dueInDays: null, paymentTermInDays: null }],
    ...[
      "2/10, Net 30",
      "2% 10, net 30",
      "2% 10 days, n/30",
      "30 days",
      "30 Days net",
      "n/30",
      "Net-30",
      "Net 30 days",
    ].map((label) => [label, { kind: "NET", code: "NET_30", dueInDays: 30, paymentTermInDays: 30 }] as const),
  ] as const)("understands %p and keeps it as written", async (label, understood) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance: { paymentTerms: label } });

    expect((await financeOf(viewer, id)).paymentTerms).toEqual({ ...understood, label });
  });

  it("is exact in days, due on the next whole one, and named by its days if no name was written", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    await testDatabase.session(viewer.tenantId).write((manager) =>
      manager.query(
        `update finance.profile set payment_terms_kind = 'NET', payment_terms_days = 14.5
         where tenant_id = $1 and customer_id = $2`,
        [viewer.tenantId, id],
      ),
    );

    expect((await financeOf(viewer, id)).paymentTerms).toEqual({
      kind: "NET",
      code: "CUSTOM",
      dueInDays: 15,
      paymentTermInDays: 14.5,
      label: "Net 14.5",
    });
  });
});

describe("FinanceProfile.taxRegistrations", () => {
  it("starts with the primary one, whose number is the tax number", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      finance: { taxRegistrations: [{ number: "DE811115368", countryCode: "DE" }, { number: "12-3456789" }] },
    });

    expect(await financeOf(viewer, id)).toMatchObject({
      taxNumber: "DE811115368",
      taxRegistrations: [
        { number: "DE811115368", countryCode: "DE", isPrimary: true },
        { number: "12-3456789", countryCode: null, isPrimary: false },
      ],
    });
  });

  it("accepts the longest possible number, in any script", async () => {
    const viewer = given.tenant();
    const number = Array.from({ length: 1_000 }, (_, n) => String.fromCodePoint(0x20000 + ((n * 7_919) % 40_000))).join(
      "",
    );
    const id = await given.customer(viewer, { finance: { taxRegistrations: [{ number }] } });

    expect((await financeOf(viewer, id)).taxNumber).toBe(number);
  });

  it("keeps the ids of rows that stay when the list is replaced, and can be emptied", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance: { taxRegistrations: [{ number: "A" }, { number: "B" }] } });
    const [a] = (await financeOf(viewer, id)).taxRegistrations;

    await change(viewer, id, { taxRegistrations: [{ number: "C" }, { number: "A" }] });

    expect((await financeOf(viewer, id)).taxRegistrations).toMatchObject([
      { number: "C", isPrimary: true },
      { number: "A", isPrimary: false, id: a.id },
    ]);

    await change(viewer, id, { taxRegistrations: [] });

    expect((await financeOf(viewer, id)).taxRegistrations).toEqual([]);
  });
});

describe("updating finance", () => {
  it("changes given fields, clears nulls, and leaves the rest", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      finance: { taxClass: "RESELLER", paymentTerms: "Net 30", creditLimit: { amount: "100", currencyCode: "USD" } },
    });

    await change(viewer, id, { taxExempt: true, paymentTerms: null });

    expect(await financeOf(viewer, id)).toMatchObject({
      taxClass: "RESELLER",
      taxExempt: true,
      paymentTerms: null,
      creditLimit: { amount: "100.00", currencyCode: "USD" },
    });
  });

  it("keeps even the version when nothing differs", async () => {
    const viewer = given.tenant();
    const finance: FinanceInput = {
      taxRegistrations: [{ number: "DE1", countryCode: "DE" }],
      taxClass: "WHOLESALE",
      creditLimit: { amount: "100.00", currencyCode: "USD" },
      paymentTerms: "Net 30",
    };
    const id = await given.customer(viewer, { finance });

    await change(viewer, id, { ...finance, creditLimit: { amount: "+0100", currencyCode: "USD" } });

    expect(
      (await ask(viewer, "query ($id: ID!) { customer(id: $id) { version } }", { id })).data.customer.version,
    ).toBe(1);
  });
});

describe("FinanceInput", () => {
  it("reports everything wrong with it at once, and creates nothing", async () => {
    const viewer = given.tenant();

    const { data } = await ask(viewer, CREATE, {
      finance: {
        taxRegistrations: [{ number: "DE1" }, { number: "  " }],
        creditLimit: { amount: "-5" },
        paymentTerms: "",
      },
    });

    expect(data.customerCreate.customer).toBeNull();
    expect(data.customerCreate.userErrors).toMatchObject([
      { code: "INVALID", path: ["finance", "taxRegistrations", "1", "number"] },
      {
        code: "INVALID",
        path: ["finance", "creditLimit", "amount"],
        message:
          '"-5" is not accepted. Give an amount of EUR, with at most 2 decimal places, 0 or more, such as "50000.00".',
      },
      { code: "INVALID", path: ["finance", "paymentTerms"] },
    ]);
    expect((await ask(viewer, "{ customers { totalCount } }")).data.customers.totalCount).toBe(0);
  });

  it("accepts codes in any case, and keeps them in capitals", async () => {
    const viewer = given.tenant();
    const finance = {
      taxRegistrations: [{ number: "DE1", countryCode: "de" }],
      creditLimit: { amount: "1", currencyCode: "usd" },
    };

    const { data } = await ask(viewer, CREATE, { finance });

    expect(data.customerCreate.customer.finance).toMatchObject({
      creditLimit: { currencyCode: "USD" },
      taxRegistrations: [{ countryCode: "DE" }],
    });
  });

  it("refuses what no database text can hold", async () => {
    const { data } = await ask(given.tenant(), CREATE, { finance: { paymentTerms: "Net\u0000 30" } });

    expect(data.customerCreate.userErrors).toMatchObject([{ code: "INVALID", path: ["finance", "paymentTerms"] }]);
  });
});
