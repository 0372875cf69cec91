import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const NAMES = "id version displayName legalName sortName sortIndex code accountNumber party { id displayName }";
const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { ${NAMES} } userErrors { code message path }
} }`;
const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { ${NAMES} } userErrors { code message path }
} }`;

const create = async (viewer: Viewer, input: object) => (await ask(viewer, CREATE, { input })).data.customerCreate;
const update = async (viewer: Viewer, input: object) => (await ask(viewer, UPDATE, { input })).data.customerUpdate;

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

describe("Customer.displayName", () => {
  it.each([1, 256])("accepts %d characters", async (length) => {
    const displayName = "ж".repeat(length);

    const { customer, userErrors } = await create(given.tenant(), { displayName });

    expect(userErrors).toEqual([]);
    expect(customer.displayName).toBe(displayName);
  });

  it.each([
    ["no character", ""],
    ["nothing but spaces", "   "],
    ["257 characters", "x".repeat(257)],
  ])("refuses %s, and creates nothing", async (_, displayName) => {
    const viewer = given.tenant();

    const { customer, userErrors } = await create(viewer, { displayName });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["displayName"] }]);
    expect(userErrors[0].message).toMatch(/ is not accepted\. Give /);
    expect(await countOf(viewer)).toBe(0);
  });

  it("is computed from a person's names, follows them, and stays if it was given", async () => {
    const viewer = given.tenant();
    const person = { firstName: "Mina", lastName: "Okafor" };
    const computed = await given.customer(viewer, { displayName: null, party: { person } });
    const named = await given.customer(viewer, { displayName: "Mina's Bakery", party: { person } });

    const changes = { party: { person: { lastName: "Okafor-Lind" } } };
    const [follows, stays] = [
      await update(viewer, { customerId: computed, ...changes }),
      await update(viewer, { customerId: named, ...changes }),
    ];

    expect(follows.customer.displayName).toBe("Mina Okafor-Lind");
    expect(stays.customer.displayName).toBe("Mina's Bakery");
  });

  it("can be changed but never cleared", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { displayName: "Alster Tea" });

    const changed = await update(viewer, { customerId, displayName: "Alster Tea & Coffee" });
    const cleared = await update(viewer, { customerId, displayName: null });

    expect(changed.customer).toMatchObject({ displayName: "Alster Tea & Coffee", version: 2 });
    expect(cleared).toMatchObject({ customer: null, userErrors: [{ code: "REQUIRED", path: ["displayName"] }] });
  });
});

describe("Customer.legalName", () => {
  it("is separate from the display name, null if not given, and may be the same", async () => {
    const viewer = given.tenant();

    const answers = [
      await create(viewer, { displayName: "Sunrise", legalName: "Sunrise Craft Beverages LLC" }),
      await create(viewer, { displayName: "Sunrise" }),
      await create(viewer, { displayName: "Sunrise", legalName: "Sunrise" }),
    ];

    expect(answers.map(({ customer }) => customer.legalName)).toEqual(["Sunrise Craft Beverages LLC", null, "Sunrise"]);
    expect(answers.map(({ customer }) => customer.displayName)).toEqual(["Sunrise", "Sunrise", "Sunrise"]);
  });
});

describe("Customer.sortName, sortIndex, code, accountNumber", () => {
  it("are kept unchanged, for persons and organizations", async () => {
    const viewer = given.tenant();
    const keys = { sortName: "okafor, mina", sortIndex: -0.125, code: "SUNRISE", accountNumber: "CUST-001" };

    const organization = await create(viewer, { displayName: "Sunrise", ...keys });
    const person = await create(viewer, { party: { person: { lastName: "Okafor" } }, ...keys });

    expect(organization.customer).toMatchObject(keys);
    expect(person.customer).toMatchObject(keys);
  });

  it("accept any text as an account number, even another customer's", async () => {
    const viewer = given.tenant();
    const numbers = ["A-1234", "CUST-001", "Nr. 7/β", "A-1234"];

    const answers = [];
    for (const accountNumber of numbers) answers.push(await create(viewer, { displayName: "Any", accountNumber }));

    expect(answers.map(({ customer }) => customer.accountNumber)).toEqual(numbers);
  });

  it("are cleared by null, and kept when omitted", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, {
      sortName: "tea",
      sortIndex: 7,
      code: "ALSTER",
      accountNumber: "A-1",
    });

    const first = await update(viewer, { customerId, sortName: null, code: null });
    const second = await update(viewer, { customerId, sortIndex: null, accountNumber: null });

    expect(first.customer).toMatchObject({
      sortName: null,
      sortIndex: 7,
      code: null,
      accountNumber: "A-1",
      version: 2,
    });
    expect(second.customer).toMatchObject({ sortIndex: null, accountNumber: null, version: 3 });
  });
});
