import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import type { FinanceInput } from "../../../subgraphs/finance/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const CUSTOMER = `customer { id version finance {
  taxNumber taxClassification taxRegistrations { id number countryCode isPrimary holder validation { status method checkedAt } }
} }`;
const ERRORS = "userErrors { code message path customer { version } }";
const ROW = "taxRegistration { id number isPrimary }";

const MUTATIONS = {
  taxRegistrationCreate: `mutation ($input: TaxRegistrationCreateInput!) { taxRegistrationCreate(input: $input) { ${CUSTOMER} ${ROW} ${ERRORS} } }`,
  taxRegistrationUpdate: `mutation ($input: TaxRegistrationUpdateInput!) { taxRegistrationUpdate(input: $input) { ${CUSTOMER} ${ROW} ${ERRORS} } }`,
  taxRegistrationPrimarySet: `mutation ($input: TaxRegistrationPrimarySetInput!) { taxRegistrationPrimarySet(input: $input) { ${CUSTOMER} ${ROW} ${ERRORS} } }`,
  taxRegistrationDelete: `mutation ($input: TaxRegistrationDeleteInput!) { taxRegistrationDelete(input: $input) { ${CUSTOMER} deletedTaxRegistrationId ${ERRORS} } }`,
};

const run = async (viewer: Viewer, mutation: keyof typeof MUTATIONS, input: Record<string, unknown>) =>
  (await ask(viewer, MUTATIONS[mutation], { input })).data[mutation];

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${CUSTOMER.slice("customer { ".length, -2)} } }`, { id }))
    .data.customer;

const change = (viewer: Viewer, id: string, finance: FinanceInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, { finance }));

/**
 * Creates a customer with the given numbers, the first one primary; returns its id and those of its
 * registrations.
 */
const withNumbers = async (viewer: Viewer, ...numbers: readonly string[]) => {
  const id = await given.customer(viewer, { finance: { taxRegistrations: numbers.map((number) => ({ number })) } });
  const { finance } = await read(viewer, id);
  return {
    id,
    registrations: finance.taxRegistrations.map((registration: { id: string }) => registration.id) as string[],
  };
};

const numbersOf = (customer: { finance: { taxRegistrations: { number: string; isPrimary: boolean }[] } }) =>
  customer.finance.taxRegistrations.map(({ number, isPrimary }) => (isPrimary ? `${number}*` : number));

describe("Mutation.taxRegistrationCreate", () => {
  it("makes the first number primary, validates it, and classifies the customer", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const first = await run(viewer, "taxRegistrationCreate", { customerId, number: "DE811115368" });
    const second = await run(viewer, "taxRegistrationCreate", { customerId, number: "12-3456789", expectedVersion: 2 });

    expect(first).toMatchObject({
      customer: { version: 2, finance: { taxNumber: "DE811115368", taxClassification: "B2B" } },
      taxRegistration: { number: "DE811115368", isPrimary: true },
      userErrors: [],
    });
    expect(first.customer.finance.taxRegistrations).toMatchObject([
      { countryCode: null, holder: "COMPANY", validation: { status: "VALID", method: "stdnum DE.vat" } },
    ]);
    expect(Date.parse(first.customer.finance.taxRegistrations[0].validation.checkedAt)).toBeGreaterThan(
      Date.now() - 60_000,
    );
    expect(numbersOf(second.customer)).toEqual(["DE811115368*", "12-3456789"]);
    expect(second.taxRegistration).toMatchObject({ number: "12-3456789", isPrimary: false });
  });

  it("makes a later one primary on request", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, "A1");

    const { customer } = await run(viewer, "taxRegistrationCreate", { customerId: id, number: "B2", isPrimary: true });

    expect(numbersOf(customer)).toEqual(["B2*", "A1"]);
  });

  it("accepts a number of any length, as the ledger sets no limit", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const number = "9".repeat(200_000);

    const { customer } = await run(viewer, "taxRegistrationCreate", { customerId, number, countryCode: "US" });

    expect(customer.finance.taxNumber).toBe(number);
    expect(customer.finance.taxClassification).toBe("B2C");
  });

  it.each([
    ["a blank number", { number: " " }, "number"],
    ["a number that no text can hold", { number: "1\u0000" }, "number"],
    ["a number with half a character", { number: "1\ud800" }, "number"],
  ])("refuses %s, and writes nothing", async (_, input, field) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, taxRegistration, userErrors } = await run(viewer, "taxRegistrationCreate", {
      customerId,
      ...input,
    });

    expect({ customer, taxRegistration }).toEqual({ customer: null, taxRegistration: null });
    expect(userErrors).toMatchObject([{ code: "INVALID", path: [field] }]);
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, finance: { taxRegistrations: [] } });
  });

  it("refuses the fifty-first", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, ...Array.from({ length: 50 }, (_, index) => `N${index}`));

    const { userErrors } = await run(viewer, "taxRegistrationCreate", { customerId: id, number: "N50" });

    expect(userErrors).toEqual([
      {
        code: "INVALID",
        message: '"N50" is not accepted. There are already 50, the maximum.',
        path: ["number"],
        customer: null,
      },
    ]);
    expect((await read(viewer, id)).version).toBe(1);
  });

  it("refuses a stale version, and names the current one", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, "A1");

    const { userErrors } = await run(viewer, "taxRegistrationCreate", {
      customerId: id,
      number: "B2",
      expectedVersion: 9,
    });

    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } }]);
    expect(numbersOf(await read(viewer, id))).toEqual(["A1*"]);
  });
});

describe("Mutation.taxRegistrationUpdate", () => {
  it("validates what it changes, and keeps the id and the position", async () => {
    const viewer = given.tenant();
    const { id, registrations } = await withNumbers(viewer, "DE811115368", "12-3456789");

    const { customer, taxRegistration } = await run(viewer, "taxRegistrationUpdate", {
      id: registrations[1],
      countryCode: "US",
    });

    expect(taxRegistration).toEqual({ id: registrations[1], number: "12-3456789", isPrimary: false });
    expect(customer).toMatchObject({ id, version: 2 });
    expect(customer.finance.taxRegistrations[1]).toMatchObject({
      countryCode: "US",
      holder: "COMPANY",
      validation: { status: "VALID" },
    });
  });

  it("makes a customer with a person's number, or an invalid one, a consumer", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "DE811115368");
    const [taxRegistrationId] = registrations;

    const person = await run(viewer, "taxRegistrationUpdate", {
      id: taxRegistrationId,
      number: "RSSMRA85T10A562S",
      countryCode: "IT",
    });
    const invalid = await run(viewer, "taxRegistrationUpdate", {
      id: taxRegistrationId,
      number: "DE1",
      countryCode: null,
    });
    const unsupported = await run(viewer, "taxRegistrationUpdate", { id: taxRegistrationId, number: "12-3456789" });

    expect(person.customer.finance).toMatchObject({
      taxClassification: "B2C",
      taxRegistrations: [{ holder: "INDIVIDUAL" }],
    });
    expect(invalid.customer.finance).toMatchObject({
      taxClassification: "B2C",
      taxRegistrations: [{ holder: null, validation: { status: "INVALID", method: "stdnum DE" } }],
    });
    expect(unsupported.customer.finance).toMatchObject({
      taxClassification: null,
      taxRegistrations: [{ validation: { status: "UNSUPPORTED", method: null } }],
    });
  });

  it("keeps the version when nothing differs", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "DE811115368");

    const { customer } = await run(viewer, "taxRegistrationUpdate", {
      id: registrations[0],
      number: "DE811115368",
    });

    expect(customer.version).toBe(1);
  });

  it("refuses to clear the number", async () => {
    const viewer = given.tenant();
    const { id, registrations } = await withNumbers(viewer, "A1");

    const { userErrors } = await run(viewer, "taxRegistrationUpdate", {
      id: registrations[0],
      number: null,
    });

    expect(userErrors).toMatchObject([{ code: "REQUIRED", path: ["number"] }]);
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("Mutation.taxRegistrationDelete", () => {
  it("makes the oldest of the others primary, whatever was primary before", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "A1", "B2", "C3");
    for (const taxRegistrationId of [registrations[2], registrations[1]]) {
      await run(viewer, "taxRegistrationPrimarySet", { id: taxRegistrationId });
    }

    const { customer, deletedTaxRegistrationId } = await run(viewer, "taxRegistrationDelete", {
      id: registrations[1],
    });

    expect(numbersOf(customer)).toEqual(["A1*", "C3"]);
    expect(deletedTaxRegistrationId).toBe(registrations[1]);
  });

  it("makes the customer a consumer when the last one is removed", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "DE811115368");

    const { customer } = await run(viewer, "taxRegistrationDelete", { id: registrations[0] });

    expect(customer.finance).toEqual({ taxNumber: null, taxClassification: "B2C", taxRegistrations: [] });
  });

  it("refuses a second removal as if there had never been one", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "A1");
    const input = { id: registrations[0] };
    await run(viewer, "taxRegistrationDelete", input);

    const { userErrors } = await run(viewer, "taxRegistrationDelete", input);

    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
  });
});

describe("Mutation.taxRegistrationPrimarySet", () => {
  it("changes the primary, and keeps the version if it is the same", async () => {
    const viewer = given.tenant();
    const { registrations } = await withNumbers(viewer, "A1", "B2");

    const moved = await run(viewer, "taxRegistrationPrimarySet", {
      id: registrations[1]?.toUpperCase(),
    });
    const again = await run(viewer, "taxRegistrationPrimarySet", { id: registrations[1] });

    expect(numbersOf(moved.customer)).toEqual(["B2*", "A1"]);
    expect(moved.taxRegistration).toMatchObject({ id: registrations[1], isPrimary: true });
    expect(again.customer.version).toBe(2);
  });

  it.each(["no-uuid", randomUUID()])("refuses %s", async (taxRegistrationId) => {
    const { customer, userErrors } = await run(given.tenant(), "taxRegistrationPrimarySet", { id: taxRegistrationId });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
  });

  it("keeps exactly one primary while eight writers add, switch and remove", async () => {
    const viewer = given.tenant();
    const { id, registrations } = await withNumbers(viewer, "A1", "B2", "C3", "D4");
    const writer = async (n: number): Promise<void> => {
      for (let round = 0; round < 6; round++) {
        const taxRegistrationId = registrations[(n + round) % registrations.length];
        if (n % 4 === 3 && round === 5) await run(viewer, "taxRegistrationDelete", { id: taxRegistrationId });
        else if (n % 4 === 2)
          await run(viewer, "taxRegistrationCreate", { customerId: id, number: `W${n}-${round}`, isPrimary: true });
        else await run(viewer, "taxRegistrationPrimarySet", { id: taxRegistrationId });
      }
    };

    const watch: number[] = [];
    const writers = Promise.all(Array.from({ length: 8 }, (_, n) => writer(n)));
    for (let look = 0; look < 10; look++) {
      const { finance } = await read(viewer, id);
      watch.push(finance.taxRegistrations.filter(({ isPrimary }: { isPrimary: boolean }) => isPrimary).length);
    }
    await writers;
    const { finance } = await read(viewer, id);

    expect(new Set(watch)).toEqual(new Set([1]));
    expect(finance.taxRegistrations.filter(({ isPrimary }: { isPrimary: boolean }) => isPrimary)).toHaveLength(1);
    expect(finance.taxNumber).toBe(finance.taxRegistrations[0].number);
    expect(finance.taxRegistrations.filter(({ number }: { number: string }) => number.startsWith("W"))).toHaveLength(
      12,
    );
  });

  it("lets one of eight writers that expect the same version succeed", async () => {
    const viewer = given.tenant();
    const { id, registrations } = await withNumbers(viewer, "A1", "B2");

    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        run(viewer, "taxRegistrationPrimarySet", { id: registrations[1], expectedVersion: 1 }),
      ),
    );

    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array(7).fill(expect.objectContaining({ code: "CONFLICT", customer: { version: 2 } })),
    );
    expect((await read(viewer, id)).version).toBe(2);
  });
});

describe("FinanceInput.taxNumber", () => {
  it("creates the first registration of a new customer", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance: { taxNumber: "DE811115368" } });

    expect((await read(viewer, id)).finance).toMatchObject({ taxNumber: "DE811115368", taxClassification: "B2B" });
  });

  it("sets the number of the primary registration and keeps the others", async () => {
    const viewer = given.tenant();
    const { id, registrations } = await withNumbers(viewer, "A1", "B2");
    await run(viewer, "taxRegistrationPrimarySet", { id: registrations[1] });

    await change(viewer, id, { taxNumber: "C3" });

    const { finance } = await read(viewer, id);
    expect(finance.taxRegistrations).toMatchObject([
      { id: registrations[1], number: "C3", isPrimary: true },
      { number: "A1" },
    ]);
  });

  it("keeps the country unless the number names another", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      finance: { taxRegistrations: [{ number: "DE811115368", countryCode: "DE" }] },
    });

    await change(viewer, id, { taxNumber: "65 929 970 489" });
    const same = await read(viewer, id);
    await change(viewer, id, { taxNumber: "FR40303265045" });
    const other = await read(viewer, id);

    expect(same.finance.taxRegistrations).toMatchObject([{ countryCode: "DE" }]);
    expect(other.finance).toMatchObject({ taxClassification: "B2B", taxRegistrations: [{ countryCode: null }] });
  });

  it("removes the primary one with null, and the oldest of the others becomes primary", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, "A1", "B2", "C3");

    await change(viewer, id, { taxNumber: null });

    expect(numbersOf(await read(viewer, id))).toEqual(["B2*", "C3"]);
  });

  it("changes nothing if it is the same already", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, "A1");
    const empty = await given.customer(viewer);

    expect(await change(viewer, id, { taxNumber: "A1" })).toBe(false);
    expect(await change(viewer, empty, { taxNumber: null })).toBe(false);
  });

  it("is refused together with taxRegistrations, even as null", async () => {
    const viewer = given.tenant();
    const { id } = await withNumbers(viewer, "A1");

    await expect(change(viewer, id, { taxNumber: null, taxRegistrations: [] })).rejects.toMatchObject({
      userErrors: [{ code: "INVALID", path: ["finance", "taxNumber"] }],
    });
    expect(numbersOf(await read(viewer, id))).toEqual(["A1*"]);
  });
});
