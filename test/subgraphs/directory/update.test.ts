import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerInput } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { rowsOf } from "../../support/rows.ts";

const CUSTOMER = `
  id version updatedAt displayName legalName code accountNumber status visibilityMode
  party { __typename displayName } externalIdentifiers { source externalId } parent { id }
  relationship { funnelStage isFormer healthScore internalNote owners { id } annualRevenue { amount currencyCode } }
  finance { taxRegistrations { number } taxClass creditLimit { amount currencyCode } paymentTerms { label } }
  primaryEmail website contacts { nodes { id name isPrimary } } addresses { nodes { id city } }`;

const READ = `query ($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`;

const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { ${CUSTOMER} }
  userErrors { code message path customer { version } params { allowed } existing { id ... on Customer { displayName } } }
} }`;

const read = async (viewer: Viewer, id: string) => (await ask(viewer, READ, { id })).data.customer;

const update = async (viewer: Viewer, input: object) => (await ask(viewer, UPDATE, { input })).data.customerUpdate;

const whole = {
  displayName: "Nordlys",
  legalName: "Nordlys ApS",
  code: "NORD",
  accountNumber: "A-1",
  externalIdentifiers: [{ source: "NETSUITE", externalId: "77" }],
  relationship: { healthScore: 50, internalNote: "Quiet.", annualRevenue: { amount: "100.00", currencyCode: "DKK" } },
  finance: {
    taxRegistrations: [{ number: "DK12345678" }],
    taxClass: "RETAIL",
    creditLimit: { amount: "500.00", currencyCode: "DKK" },
    paymentTerms: "Net 30",
  },
  primaryEmail: "hej@nordlys.example",
  website: "https://nordlys.example",
  contacts: [{ name: "Jens" }, { name: "Ida" }],
  addresses: [{ city: "Odense" }],
} as const;

const givenWhole = (viewer: Viewer): Promise<string> => given.customer(viewer, whole);

describe("Mutation.customerUpdate", () => {
  it("changes given fields in every facet, and increments the version once", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer, { displayName: "The Group" });
    const id = await givenWhole(viewer);
    const before = await read(viewer, id);

    const { customer, userErrors } = await update(viewer, {
      customerId: id,
      expectedVersion: 1,
      displayName: "Nordlys Handel",
      parentId,
      status: "SUSPENDED",
      relationship: { funnelStage: "LEAD", healthScore: 90 },
      finance: { paymentTerms: "Net 60" },
      primaryEmail: "post@nordlys.example",
      contacts: [{ name: "Ida", isPrimary: true }, { name: "Nora" }],
    });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual({
      ...before,
      version: 2,
      updatedAt: expect.any(String),
      displayName: "Nordlys Handel",
      parent: { id: parentId },
      status: "SUSPENDED",
      relationship: { ...before.relationship, funnelStage: "LEAD", healthScore: 90 },
      finance: { ...before.finance, paymentTerms: { label: "Net 60" } },
      primaryEmail: "post@nordlys.example",
      contacts: {
        nodes: [
          { id: before.contacts.nodes[1].id, name: "Ida", isPrimary: true },
          { id: expect.any(String), name: "Nora", isPrimary: false },
        ],
      },
    });
    expect(customer.updatedAt > before.updatedAt).toBe(true);
  });

  it("clears nulls", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);

    const { customer, userErrors } = await update(viewer, {
      customerId: id,
      legalName: null,
      code: null,
      accountNumber: null,
      externalIdentifiers: null,
      relationship: { healthScore: null, internalNote: null, annualRevenue: null },
      finance: { taxRegistrations: null, taxClass: null, creditLimit: null, paymentTerms: null },
      primaryEmail: null,
      website: null,
      contacts: null,
      addresses: [],
    });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      displayName: "Nordlys",
      legalName: null,
      code: null,
      accountNumber: null,
      externalIdentifiers: [],
      relationship: { healthScore: null, internalNote: null, annualRevenue: null },
      finance: { taxRegistrations: [], taxClass: null, creditLimit: null, paymentTerms: null },
      primaryEmail: null,
      website: null,
      contacts: { nodes: [] },
      addresses: { nodes: [] },
    });
  });

  it("keeps version, updatedAt and every id when nothing differs", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    const before = await read(viewer, id);

    const { customer, userErrors } = await update(viewer, { customerId: id, expectedVersion: 1, ...whole });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual(before);
  });

  it("updates a party's display name with the party's name", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: null, party: { person: { lastName: "Okafor" } } });

    const { customer } = await update(viewer, { customerId: id, party: { person: { firstName: "Mina" } } });

    expect(customer).toMatchObject({
      displayName: "Mina Okafor",
      party: { __typename: "Person", displayName: "Mina Okafor" },
    });
  });

  it("reports everything wrong in any facet at once, and writes nothing", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    const [before, rows] = [await read(viewer, id), await rowsOf(viewer)];

    const { customer, userErrors } = await update(viewer, {
      customerId: id,
      displayName: null,
      legalName: " ",
      relationship: { healthScore: 101, ownerIds: ["me"] },
      finance: { creditLimit: { amount: "-1" } },
      contacts: [{ name: "" }],
    });

    expect(customer).toBeNull();
    expect(userErrors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join(".")}`)).toEqual([
      "REQUIRED displayName",
      "INVALID legalName",
      "NOT_FOUND relationship.ownerIds.0",
      "INVALID relationship.healthScore",
      "INVALID finance.creditLimit.amount",
      "INVALID contacts.0.name",
    ]);
    expect(await read(viewer, id)).toEqual(before);
    expect(await rowsOf(viewer)).toEqual(rows);
  });

  it("names the customer that already has the external id", async () => {
    const viewer = given.tenant();
    const externalIdentifiers = [{ source: "SALESFORCE" as const, externalId: "001" }];
    const owner = await given.customer(viewer, { displayName: "First", externalIdentifiers });
    const id = await givenWhole(viewer);
    const before = await read(viewer, id);

    const { userErrors } = await update(viewer, { customerId: id, displayName: "Second", externalIdentifiers });

    expect(userErrors).toMatchObject([
      {
        code: "TAKEN",
        path: ["externalIdentifiers", "0", "externalId"],
        existing: { id: owner, displayName: "First" },
      },
    ]);
    expect(await read(viewer, id)).toEqual(before);
  });

  it("names no customer that the viewer may not see", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    const externalIdentifiers = [{ source: "SALESFORCE" as const, externalId: "001" }];
    await given.customer({ ...viewer, workspaceId, workspaceIds: [workspaceId] }, { externalIdentifiers });
    const id = await given.customer(viewer);

    const { userErrors } = await update(viewer, { customerId: id, externalIdentifiers });

    expect(userErrors).toMatchObject([{ code: "TAKEN", existing: null }]);
  });

  const refused: Record<string, { stored?: CustomerInput; change: object; error: object }> = {
    "a status that cannot be reached": {
      stored: { status: "INACTIVE" },
      change: { status: "SUSPENDED" },
      error: { code: "NOT_ALLOWED", path: ["status"], params: { allowed: ["ACTIVE", "CHURNED", "ARCHIVED"] } },
    },
    "to bring an archived customer back": {
      stored: { status: "ARCHIVED" },
      change: { status: "ACTIVE" },
      error: { code: "NOT_ALLOWED", path: ["status"], params: { allowed: [] } },
    },
    "a party of the other kind": {
      change: { party: { person: { lastName: "Berg" } } },
      error: { code: "NOT_ALLOWED", path: ["party"], params: { allowed: ["organization"] } },
    },
    "a parent that is not there": {
      change: { parentId: randomUUID() },
      error: { code: "NOT_FOUND", path: ["parentId"] },
    },
    "an account manager who is not there": {
      change: { relationship: { accountManagerId: randomUUID() } },
      error: { code: "NOT_FOUND", path: ["relationship", "accountManagerId"] },
    },
  };

  it.each(Object.entries(refused))(
    "refuses %s, and writes nothing of the rest",
    async (_, { stored, change, error }) => {
      const viewer = given.tenant();
      const id = await given.customer(viewer, { ...whole, ...stored });
      const [before, rows] = [await read(viewer, id), await rowsOf(viewer)];

      const { customer, userErrors } = await update(viewer, {
        customerId: id,
        displayName: "Changed",
        finance: { taxClass: "WHOLESALE" },
        contacts: [],
        ...change,
      });

      expect(customer).toBeNull();
      expect(userErrors).toMatchObject([error]);
      expect(await read(viewer, id)).toEqual(before);
      expect(await rowsOf(viewer)).toEqual(rows);
    },
  );

  it("does not find customers of another tenant or workspace, deleted ones, or invalid ids", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    const hidden = await given.customer({ ...viewer, workspaceId, workspaceIds: [workspaceId] });
    const foreign = await given.customer(given.tenant());

    for (const customerId of [hidden, foreign, randomUUID(), "4021"]) {
      const { customer, userErrors } = await update(viewer, { customerId, displayName: "Mine" });
      expect(customer).toBeNull();
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customerId"] }]);
    }
  });

  it("needs customers:write, and finance:write for finance", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    const only = (...scopes: ("customers:read" | "customers:write")[]) => ({ ...viewer, scopes: new Set(scopes) });

    const reader = await ask(only("customers:read"), UPDATE, { input: { customerId: id, code: "X" } });
    const writer = await ask(only("customers:read", "customers:write"), UPDATE, {
      input: { customerId: id, code: "X", finance: { taxExempt: true } },
    });

    expect(reader.errors).toMatchObject([{ path: ["customerUpdate"], extensions: { code: "FORBIDDEN" } }]);
    expect(writer.errors).toMatchObject([
      { message: "input.finance needs the scope finance:write.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("CustomerUpdateInput.expectedVersion", () => {
  it("refuses to overwrite someone else's change, and returns the current version", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    await update(viewer, { customerId: id, code: "A" });
    const [before, rows] = [await read(viewer, id), await rowsOf(viewer)];

    const { customer, userErrors } = await update(viewer, { customerId: id, expectedVersion: 1, code: "B" });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 2 } }]);
    expect(await read(viewer, id)).toEqual(before);
    expect(await rowsOf(viewer)).toEqual(rows);
  });

  it("never loses an update of 8 writers on the same customers", async () => {
    const viewer = given.tenant();
    const ids = [await givenWhole(viewer), await givenWhole2(viewer)];
    const ROUNDS = 6;

    /** Increments a number that each customer stores in two facets, retrying until it succeeds. */
    const addOne = async (customerId: string): Promise<number> => {
      for (let conflicts = 0; ; conflicts++) {
        const { version, code } = await read(viewer, customerId);
        const count = Number(code) + 1;
        const { userErrors } = await update(viewer, {
          customerId,
          expectedVersion: version,
          code: String(count),
          relationship: { healthScore: count },
        });
        if (userErrors.length === 0) return conflicts;
        expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"] }]);
      }
    };
    for (const customerId of ids) await update(viewer, { customerId, code: "0", relationship: { healthScore: 0 } });

    const writers = Array.from({ length: 8 }, async (_, writer) => {
      let conflicts = 0;
      for (let round = 0; round < ROUNDS; round++) conflicts += await addOne(ids[(writer + round) % 2] ?? "");
      return conflicts;
    });
    const conflicts = (await Promise.all(writers)).reduce((sum, each) => sum + each);

    const [first, second] = [await read(viewer, ids[0] ?? ""), await read(viewer, ids[1] ?? "")];
    expect(Number(first.code) + Number(second.code)).toBe(8 * ROUNDS);
    expect([first, second].map(({ relationship }) => String(relationship.healthScore))).toEqual([
      first.code,
      second.code,
    ]);
    expect(first.version + second.version).toBe(4 + 8 * ROUNDS);
    expect(conflicts).toBeGreaterThan(0);
  });
});

const givenWhole2 = (viewer: Viewer): Promise<string> =>
  given.customer(viewer, { ...whole, externalIdentifiers: null, displayName: "Sydlys" });

describe("Mutation.customerDelete, Mutation.customerRestore", () => {
  const DELETE = `mutation ($input: CustomerDeleteInput!) { customerDelete(input: $input) {
    deletedCustomerId userErrors { code message path customer { version } }
  } }`;
  const RESTORE = `mutation ($input: CustomerRestoreInput!) { customerRestore(input: $input) {
    customer { ${CUSTOMER} } userErrors { code message path customer { version } }
  } }`;
  const remove = async (viewer: Viewer, input: object) => (await ask(viewer, DELETE, { input })).data.customerDelete;
  const restore = async (viewer: Viewer, input: object) => (await ask(viewer, RESTORE, { input })).data.customerRestore;

  it("hides a customer everywhere, keeps its party, and brings it back with everything", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    const before = await read(viewer, id);
    const rows = await rowsOf(viewer);
    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", { id });

    const deleted = await remove(viewer, { customerId: id, expectedVersion: 1 });

    expect(deleted).toEqual({ deletedCustomerId: id, userErrors: [] });
    const everywhere = await ask(
      viewer,
      `query ($party: ID!) {
        customers(filter: { includeInactive: true }) { totalCount }
        customerSearch(text: "Nordlys", includeInactive: true) { totalCount }
        customersByTaxNumber(taxNumber: "DK12345678", includeInactive: true) { id }
        party(id: $party) { displayName }
      }`,
      { party: data.customer.party.id },
    );
    expect(everywhere.data).toEqual({
      customers: { totalCount: 0 },
      customerSearch: { totalCount: 0 },
      customersByTaxNumber: [],
      party: { displayName: "Nordlys" },
    });
    expect(await read(viewer, id)).toBeNull();
    // Only the entry is removed: lists read it, and a deleted customer has none.
    const withoutEntry = { "directory.customer_entry": 0, "directory.listed_customer": 0 };
    expect(await rowsOf(viewer)).toEqual({ ...rows, ...withoutEntry });

    const { customer, userErrors } = await restore(viewer, { customerId: id });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual({ ...before, version: 3, updatedAt: expect.any(String) });
  });

  it("refuses to delete a customer with children", async () => {
    const viewer = given.tenant();
    const [id] = await given.chain(viewer, "Root", "Child");
    const before = await read(viewer, id ?? "");

    const { deletedCustomerId, userErrors } = await remove(viewer, { customerId: id });

    expect(deletedCustomerId).toBeNull();
    expect(userErrors).toMatchObject([{ code: "NOT_ALLOWED", path: ["customerId"] }]);
    expect(await read(viewer, id ?? "")).toEqual(before);
  });

  it("refuses to delete over someone else's change", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);

    const { userErrors } = await remove(viewer, { customerId: id, expectedVersion: 7 });

    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } }]);
    expect((await read(viewer, id)).version).toBe(1);
  });

  it("does not find a deleted customer, or another tenant's", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    await remove(viewer, { customerId: id });

    for (const customerId of [id, await given.customer(given.tenant())]) {
      const { userErrors } = await remove(viewer, { customerId });
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customerId"] }]);
    }
    expect((await update(viewer, { customerId: id, code: "X" })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("restores an archived customer as active, or as inactive on request", async () => {
    const viewer = given.tenant();
    const [first, second] = [
      await given.customer(viewer, { status: "ARCHIVED" }),
      await given.customer(viewer, { status: "ARCHIVED" }),
    ];

    expect((await restore(viewer, { customerId: first })).customer).toMatchObject({ status: "ACTIVE", version: 2 });
    expect((await restore(viewer, { customerId: second, status: "INACTIVE" })).customer.status).toBe("INACTIVE");
  });

  it("refuses to restore what is not deleted, and any other status", async () => {
    const viewer = given.tenant();
    const there = await given.customer(viewer);
    const archived = await given.customer(viewer, { status: "ARCHIVED" });

    const nothing = await restore(viewer, { customerId: there });
    const churned = await restore(viewer, { customerId: archived, status: "CHURNED" });

    expect(nothing.userErrors).toMatchObject([{ code: "NOT_ALLOWED", path: ["customerId"] }]);
    expect(churned.userErrors).toMatchObject([{ code: "INVALID", path: ["status"] }]);
    expect(await read(viewer, there)).toMatchObject({ version: 1, status: "ACTIVE" });
    expect(await read(viewer, archived)).toMatchObject({ version: 1, status: "ARCHIVED" });
  });

  it("does not restore what the viewer could not see before", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    const member = { ...viewer, workspaceId, workspaceIds: [workspaceId] };
    const id = await given.customer(member);
    await remove(member, { customerId: id });

    for (const stranger of [viewer, given.tenant()]) {
      expect((await restore(stranger, { customerId: id })).userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["customerId"] },
      ]);
    }
    expect((await restore(member, { customerId: id })).userErrors).toEqual([]);
  });

  it("needs customers:write", async () => {
    const viewer = given.tenant();
    const id = await givenWhole(viewer);
    const reader = { ...viewer, scopes: new Set(["customers:read"] as const) };

    for (const [text, path] of [
      [DELETE, "customerDelete"],
      [RESTORE, "customerRestore"],
    ] as const) {
      const { errors } = await ask(reader, text, { input: { customerId: id } });
      expect(errors).toMatchObject([{ path: [path], extensions: { code: "FORBIDDEN" } }]);
    }
    expect((await read(viewer, id)).version).toBe(1);
  });
});

describe("The inputs of whole customers", () => {
  it("have the same fields, whether a customer is created, updated or upserted", async () => {
    const fieldsOf = async (name: string): Promise<string[]> => {
      const { data } = await ask(given.tenant(), `{ __type(name: "${name}") { inputFields { name } } }`);
      return data.__type.inputFields.map((field: { name: string }) => field.name).sort();
    };
    const without = (names: string[], ...others: string[]) => names.filter((name) => !others.includes(name));

    const record = await fieldsOf("CustomerRecordInput");

    expect(record.length).toBeGreaterThan(15);
    expect(without(await fieldsOf("CustomerCreateInput"), "idempotencyKey")).toEqual(record);
    expect(without(await fieldsOf("CustomerUpdateInput"), "customerId", "expectedVersion", "idempotencyKey")).toEqual(
      record,
    );
  });
});
