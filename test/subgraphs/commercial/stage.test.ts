import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { upsertCustomer } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const STAGES = ["SUSPECT", "LEAD", "HOT_PROSPECT", "PROSPECT", "CUSTOMER"] as const;

const FIELDS = `id version party { __typename id } relationship {
  funnelStage upgradeDate downgradeDate customerSince
  funnelStageHistory(first: 100) { totalCount nodes { from to changedAt changedBy } }
  notes { nodes { id } } activities { nodes { id } } attachments { nodes { id } } labels { nodes { id } }
}`;

const CHANGE = `mutation ($input: CustomerFunnelStageSetInput!) { customerFunnelStageSet(input: $input) {
  customer { ${FIELDS} } userErrors { code message path customer { version } }
} }`;

const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { version } userErrors { code customer { version } }
} }`;

const update = async (viewer: Viewer, { funnelStage, ...input }: Record<string, unknown>) =>
  (await ask(viewer, UPDATE, { input: { ...input, relationship: { funnelStage } } })).data.customerUpdate;

const change = async (viewer: Viewer, input: object) =>
  (await ask(viewer, CHANGE, { input })).data.customerFunnelStageSet;

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

const stepsOf = (customer: { relationship: { funnelStageHistory: { nodes: { from: string; to: string }[] } } }) =>
  customer.relationship.funnelStageHistory.nodes.map(({ from, to }) => [from, to]);

describe("Mutation.customerFunnelStageSet", () => {
  it("moves up several stages, and sets the dates of the upgrade and the first deal", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { relationship: { funnelStage: "LEAD" } });

    const { customer, userErrors } = await change(viewer, { customerId, funnelStage: "CUSTOMER", expectedVersion: 1 });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      id: customerId,
      version: 2,
      relationship: { funnelStage: "CUSTOMER", downgradeDate: null },
    });
    const { upgradeDate, customerSince, funnelStageHistory } = customer.relationship;
    expect(Date.now() - Date.parse(upgradeDate)).toBeLessThan(60_000);
    expect(customerSince).toBe(upgradeDate);
    expect(funnelStageHistory.nodes[0].changedAt).toBe(upgradeDate);
  });

  it("moves down, and keeps customerSince", async () => {
    const viewer = given.tenant();
    const customerSince = "2020-02-29T00:00:00.000Z";
    const customerId = await given.customer(viewer, { relationship: { funnelStage: "CUSTOMER", customerSince } });

    const down = await change(viewer, { customerId, funnelStage: "SUSPECT" });
    const up = await change(viewer, { customerId, funnelStage: "CUSTOMER" });

    expect(down.customer.relationship).toMatchObject({ funnelStage: "SUSPECT", upgradeDate: null });
    expect(Date.parse(down.customer.relationship.downgradeDate)).toBeGreaterThan(Date.now() - 60_000);
    expect(down.customer.relationship.customerSince).toBe("2020-02-29T00:00:00.000Z");
    expect(up.customer.relationship.customerSince).toBe("2020-02-29T00:00:00.000Z");
    expect(up.customer.relationship.downgradeDate).toBe(down.customer.relationship.downgradeDate);
  });

  it("goes from every stage to every other", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const walk = STAGES.flatMap((stage, index) => [
      stage,
      ...STAGES.slice(index + 1).flatMap((other) => [other, stage]),
    ]);

    for (const stage of walk.slice(1)) await change(viewer, { customerId, funnelStage: stage });
    const steps = stepsOf(await read(viewer, customerId)).map(([from, to]) => `${from} to ${to}`);

    const pairs = STAGES.flatMap((from) => STAGES.filter((to) => to !== from).map((to) => `${from} to ${to}`));
    expect(steps).toEqual(expect.arrayContaining(pairs));
  });

  it("records every change, newest first, with who and when", async () => {
    const viewer = given.tenant({ subject: "ada" });
    const customerId = await given.customer(viewer, { relationship: { funnelStage: "LEAD" } });

    await change({ ...viewer, subject: "ben" }, { customerId, funnelStage: "PROSPECT" });
    const { customer } = await change({ ...viewer, subject: "cleo" }, { customerId, funnelStage: "HOT_PROSPECT" });

    expect(customer.relationship.funnelStageHistory).toMatchObject({
      totalCount: 3,
      nodes: [
        { from: "PROSPECT", to: "HOT_PROSPECT", changedBy: "cleo" },
        { from: "LEAD", to: "PROSPECT", changedBy: "ben" },
        { from: null, to: "LEAD", changedBy: "ada" },
      ],
    });
  });

  it("keeps the id, the party and its kind, notes, activities, attachments and labels", async () => {
    const viewer = given.tenant();
    const person = { lastName: "Okafor" };
    const customerId = await given.customer(viewer, { displayName: null, party: { person } });
    const { data } = await ask(viewer, `mutation { customerLabelCreate(input: { name: "Fair" }) { label { id } } }`);
    await ask(
      viewer,
      `mutation ($id: ID!, $label: ID!) {
        customerNoteCreate(input: { customerId: $id, text: "Met at the fair." }) { note { id } }
        customerActivityCreate(input: { customerId: $id, kind: MEETING, subject: "Fair" }) { activity { id } }
        customerAttachmentCreate(input: { customerId: $id, name: "Card", url: "https://files.example/card" }) { attachment { id } }
        customerLabelAdd(input: { customerId: $id, labelId: $label }) { customer { id } }
      }`,
      { id: customerId, label: data.customerLabelCreate.label.id },
    );
    const before = await read(viewer, customerId);

    const { customer } = await change(viewer, { customerId, funnelStage: "CUSTOMER" });

    expect(customer.party.__typename).toBe("Person");
    expect(before.relationship.notes.nodes).toHaveLength(1);
    for (const kept of ["notes", "activities", "attachments", "labels"]) {
      expect(customer.relationship[kept]).toEqual(before.relationship[kept]);
    }
    expect(customer.party).toEqual(before.party);
  });

  it("changes nothing for the current stage, not even the version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { relationship: { funnelStage: "PROSPECT" } });
    const before = await read(viewer, customerId);

    const { customer, userErrors } = await change(viewer, { customerId, funnelStage: "PROSPECT", expectedVersion: 1 });

    expect({ customer, userErrors }).toEqual({ customer: before, userErrors: [] });
  });

  it("refuses a stale version, and writes nothing", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const before = await read(viewer, customerId);

    const refused = await change(viewer, { customerId, funnelStage: "LEAD", expectedVersion: 7 });

    expect(refused).toEqual({
      customer: null,
      userErrors: [
        {
          code: "CONFLICT",
          message: "The customer has changed since you read it: it is at version 1 now, not 7.",
          path: ["expectedVersion"],
          customer: { version: 1 },
        },
      ],
    });
    expect(await read(viewer, customerId)).toEqual(before);
  });

  it("neither finds nor changes the customer of another tenant or workspace", async () => {
    const workspaceId = "11111111-1111-4111-8111-111111111111";
    const viewer = given.tenant({ workspaceId, workspaceIds: [workspaceId] });
    const customerId = await given.customer(viewer);

    const foreign = await change(given.tenant(), { customerId, funnelStage: "LEAD" });
    const outside = await change(
      { ...viewer, workspaceId: null, workspaceIds: [] },
      { customerId, funnelStage: "LEAD" },
    );

    for (const refused of [foreign, outside]) {
      expect(refused).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["customerId"] }] });
    }
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, relationship: { funnelStage: "SUSPECT" } });
  });

  it("needs the scope customers:write", async () => {
    const viewer = given.tenant({ scopes: new Set(["customers:read"]) });
    const customerId = await given.customer(viewer);

    const { data, errors } = await ask(viewer, CHANGE, { input: { customerId, funnelStage: "LEAD" } });

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ["customerFunnelStageSet"], extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("CommercialRelationship.funnelStageHistory", () => {
  it("begins with the initial stage", async () => {
    const viewer = given.tenant();

    const bare = await read(viewer, await given.customer(viewer));
    const signed = await read(viewer, await given.customer(viewer, { relationship: { funnelStage: "CUSTOMER" } }));

    expect(stepsOf(bare)).toEqual([[null, "SUSPECT"]]);
    expect(stepsOf(signed)).toEqual([[null, "CUSTOMER"]]);
    expect(signed.relationship).toMatchObject({ upgradeDate: null, downgradeDate: null });
    expect(signed.relationship.customerSince).toBe(signed.relationship.funnelStageHistory.nodes[0].changedAt);
  });

  it("includes changes by whole-customer writes, and none for a write that moves nothing", async () => {
    const viewer = given.tenant();
    const upsert = (relationship: object) =>
      testDatabase
        .session(viewer.tenantId)
        .write((manager) =>
          upsertCustomer(
            manager,
            viewer,
            { displayName: "Alster Tea", accountNumber: "A-1", relationship },
            { by: "accountNumber" },
          ),
        );

    const { id } = await upsert({ funnelStage: "LEAD" });
    await upsert({ funnelStage: "CUSTOMER" });
    await upsert({ funnelStage: "CUSTOMER" });
    await upsert({ mailingOptOut: true });

    expect(stepsOf(await read(viewer, id))).toEqual([
      ["LEAD", "CUSTOMER"],
      [null, "LEAD"],
    ]);
  });

  it("prefers the dates of a whole-customer write to those of the move", async () => {
    const viewer = given.tenant();
    const upgradeDate = "2019-05-06T07:08:09.000Z";
    const id = await given.customer(viewer, {
      accountNumber: "A-2",
      relationship: { funnelStage: "LEAD", upgradeDate, customerSince: null },
    });

    await testDatabase
      .session(viewer.tenantId)
      .write((manager) =>
        upsertCustomer(
          manager,
          viewer,
          { accountNumber: "A-2", relationship: { funnelStage: "CUSTOMER", upgradeDate, customerSince: null } },
          { by: "accountNumber" },
        ),
      );

    expect((await read(viewer, id)).relationship).toMatchObject({
      funnelStage: "CUSTOMER",
      upgradeDate: "2019-05-06T07:08:09.000Z",
      customerSince: null,
    });
  });

  it("is paged, and refuses a cursor of another list", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    for (const stage of ["LEAD", "PROSPECT", "CUSTOMER"]) await change(viewer, { customerId, funnelStage: stage });
    const page = async (after: string | null, list = "funnelStageHistory(first: 3, after: $after) { nodes { to }") =>
      ask(
        viewer,
        `query ($id: ID!, $after: String) { customer(id: $id) { relationship { list: ${list}
          pageInfo { hasNextPage endCursor } } } } }`,
        { id: customerId, after },
      );

    const first = (await page(null)).data.customer.relationship.list;
    const second = (await page(first.pageInfo.endCursor)).data.customer.relationship.list;
    const mistaken = await page(first.pageInfo.endCursor, "notes(after: $after) { nodes { id }");

    expect(first.nodes).toEqual([{ to: "CUSTOMER" }, { to: "PROSPECT" }, { to: "LEAD" }]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(second).toMatchObject({ nodes: [{ to: "SUSPECT" }], pageInfo: { hasNextPage: false } });
    expect(mistaken.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

describe("Eight writers at once", () => {
  const ROUNDS = 8;

  it("never lose a stage change, alone or in a whole-customer write: each version is written once, and the losers get CONFLICT", async () => {
    const viewer = given.tenant();
    const customerIds = [await given.customer(viewer), await given.customer(viewer), await given.customer(viewer)];
    const outcomes: { id: string; outcome: string; version: number }[] = [];

    const writer = async (number: number): Promise<void> => {
      const me = { ...viewer, subject: `writer ${number}` };
      for (let round = 0; round < ROUNDS; round++) {
        const id = customerIds[(number + round) % customerIds.length] as string;
        const { version, relationship } = await read(me, id);
        const funnelStage = STAGES[(STAGES.indexOf(relationship.funnelStage) + 1 + (number % 4)) % STAGES.length];
        const write = number % 2 === 0 ? change : update;
        const { customer, userErrors } = await write(me, { customerId: id, funnelStage, expectedVersion: version });
        outcomes.push(
          customer
            ? { id, outcome: "CHANGED", version: version + 1 }
            : { id, outcome: userErrors[0].code, version: userErrors[0].customer?.version },
        );
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));

    expect(outcomes).toHaveLength(8 * ROUNDS);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["CHANGED", "CONFLICT"]));
    for (const id of customerIds) {
      const written = outcomes.filter((each) => each.id === id && each.outcome === "CHANGED");
      const customer = await read(viewer, id);
      const steps = stepsOf(customer).reverse();
      expect(new Set(written.map(({ version }) => version)).size).toBe(written.length);
      expect(customer.version).toBe(1 + written.length);
      expect(customer.relationship.funnelStageHistory.totalCount).toBe(1 + written.length);
      expect(steps.map(([from]) => from)).toEqual([null, ...steps.slice(0, -1).map(([, to]) => to)]);
      expect(steps.at(-1)?.[1]).toBe(customer.relationship.funnelStage);
    }
  });

  it("each have their change recorded in one unbroken sequence without an expected version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, number) =>
        change(viewer, { customerId, funnelStage: STAGES[number % STAGES.length] }),
      ),
    );
    const customer = await read(viewer, customerId);
    const steps = stepsOf(customer).reverse();

    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(customer.version).toBe(steps.length);
    expect(steps.map(([from]) => from)).toEqual([null, ...steps.slice(0, -1).map(([, to]) => to)]);
    expect(steps.at(-1)?.[1]).toBe(customer.relationship.funnelStage);
  });
});
