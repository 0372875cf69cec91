import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { commercial } from "../../subgraphs/commercial/server.ts";
import { identity } from "../../subgraphs/identity/server.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";
import { askSubgraph } from "../support/tenancy/execute.ts";
import { people, sql } from "../support/workspaces.ts";

const ERRORS = "userErrors { code message path existing { id ... on Customer { displayName } } }";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id displayName } ${ERRORS} } }`;

const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { id version relationship { sellerRelation { id displayName } } } ${ERRORS} } }`;

const UPSERT = `mutation ($input: CustomersUpsertInput!) { customersUpsert(input: $input) {
  results { outcome customer { id displayName } ${ERRORS} } } }`;

const send = async (viewer: Viewer, text: string, input: object) => {
  const { data, errors } = await ask(viewer, text, { input });
  expect(errors).toEqual([]);
  return Object.values(data as Record<string, never>)[0] as never as {
    customer: { id: string } | null;
    userErrors: object[];
    results: { outcome: string; customer: { id: string } | null; userErrors: object[] }[];
  };
};

const partyOf = async (viewer: Viewer, customerId: string): Promise<string> => {
  const text = "select c.party_id as id from identity.customer c where c.tenant_id = $1 and c.id = $2";
  const [party] = await sql<{ id: string }>(viewer, text, customerId);
  return party?.id ?? "";
};

describe("What belongs to a hidden customer", () => {
  it("is taken, and nothing reveals by whom", async () => {
    const { inOne, inNone } = people().viewers;
    const externalIdentifiers = [{ source: "NETSUITE", externalId: "1" }] as const;
    const hidden = await given.customer(inOne, { displayName: "Hidden", externalIdentifiers });

    const created = await send(inNone, CREATE, { displayName: "New", externalIdentifiers });
    const upserted = await send(inNone, UPSERT, {
      matchBy: "EXTERNAL_IDENTIFIER",
      source: "NETSUITE",
      records: [{ displayName: "New", externalIdentifiers }],
    });
    const byMember = await send(inOne, CREATE, { displayName: "New", externalIdentifiers });

    const taken = { code: "TAKEN", message: expect.stringMatching(/"1" of NETSUITE belongs to another customer\.$/) };
    expect(created).toMatchObject({ customer: null, userErrors: [{ ...taken, existing: null }] });
    expect(upserted.results).toMatchObject([{ outcome: "REFUSED", userErrors: [{ ...taken, existing: null }] }]);
    expect(byMember.userErrors).toMatchObject([{ ...taken, existing: { id: hidden, displayName: "Hidden" } }]);
  });

  it("is not what an upsert means where two customers may have it", async () => {
    const { inOne, inNone } = people().viewers;
    const hidden = await given.customer(inOne, { displayName: "Hidden", accountNumber: "A-1" });
    const records = [{ displayName: "New", accountNumber: "A-1" }];

    const first = await send(inNone, UPSERT, { matchBy: "ACCOUNT_NUMBER", records });
    const second = await send(inNone, UPSERT, { matchBy: "ACCOUNT_NUMBER", records });

    expect(first.results).toMatchObject([{ outcome: "CREATED", customer: { displayName: "New" } }]);
    expect(second.results).toMatchObject([{ outcome: "UNCHANGED", customer: first.results[0]?.customer }]);
    expect((await ask(inOne, `{ customer(id: "${hidden}") { version displayName } }`)).data.customer).toEqual({
      version: 1,
      displayName: "Hidden",
    });
  });
});

describe("A repeated request", () => {
  it("is answered again, but without a customer that the viewer no longer sees", async () => {
    const { inOne, inTwo } = people().viewers;
    const asker = { ...inOne, workspaceId: null };
    const input = { displayName: "Once", idempotencyKey: "k" };
    const records = {
      matchBy: "ACCOUNT_NUMBER",
      idempotencyKey: "r",
      records: [{ displayName: "B", accountNumber: "B" }],
    };
    const [created, taken] = [await send(asker, CREATE, input), await send(asker, UPSERT, records)];
    await sql(
      asker,
      "update identity.customer set visibility_mode = 'WORKSPACE_LOCAL', workspace_id = $2 where tenant_id = $1",
      inOne.workspaceId,
    );

    const again = [await send(asker, CREATE, input), (await send(asker, UPSERT, records)).results[0]];
    const movedAway = { ...asker, workspaceIds: inTwo.workspaceIds };
    const hidden = [await send(movedAway, CREATE, input), (await send(movedAway, UPSERT, records)).results[0]];

    expect(again).toMatchObject([{ customer: created.customer }, { customer: taken.results[0]?.customer }]);
    expect(hidden).toMatchObject([
      { customer: null, userErrors: [] },
      { customer: null, userErrors: [] },
    ]);
  });

  it("by somebody else under the same key is separate, and reveals nothing of the first", async () => {
    const { inOne, inNone } = people().viewers;
    const input = { displayName: "Once", idempotencyKey: "k" };
    const { customer } = await send(inOne, CREATE, input);

    const other = await send({ ...inNone, subject: "other" }, CREATE, input);
    const elsewhere = await send({ ...inOne, workspaceId: null }, CREATE, input);

    expect([other, elsewhere]).toMatchObject([{ userErrors: [] }, { userErrors: [] }]);
    expect(new Set([customer, other.customer, elsewhere.customer].map((each) => each?.id)).size).toBe(3);
  });
});

const ORGANIZATION = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Organization { id displayName } } }`;
const SELLER = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { relationship { sellerRelation { id } } } } }`;

describe("An organization", () => {
  it("exists for those who see one of its customers, and shows only those", async () => {
    const { inOne, inTwo, inNone } = people().viewers;
    const hidden = await given.customer(inOne, { displayName: "Tea House" });
    const id = await partyOf(inOne, hidden);
    const keys = [{ __typename: "Organization", id }];

    const before = await askSubgraph(identity, inNone, ORGANIZATION, { keys });
    const byId = await send(inNone, CREATE, { displayName: "Mine", party: { id } });
    const absent = await send(inNone, CREATE, { displayName: "Mine", party: { id: randomUUID() } });
    await given.customer(inOne, { displayName: "Tea Shop", party: { id }, visibilityMode: "GLOBAL" });
    const { data } = await ask(
      inTwo,
      `query ($id: ID!) { party(id: $id) { displayName customers { totalCount nodes { displayName } } } }`,
      { id },
    );

    expect(before.data).toEqual({ _entities: [null] });
    expect(byId.userErrors).toMatchObject([
      { code: "NOT_FOUND", message: `There is no organization or person "${id}".` },
    ]);
    expect(absent.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["party", "id"] }]);
    expect(data.party).toEqual({
      displayName: "Tea House",
      customers: { totalCount: 1, nodes: [{ displayName: "Tea Shop" }] },
    });
  });

  it("that sells is null for those who may not see it, and stays when they write that back", async () => {
    const { inOne, inNone } = people().viewers;
    const seller = await partyOf(inOne, await given.customer(inOne, { displayName: "Our Branch" }));
    const id = await given.customer(inOne, { visibilityMode: "GLOBAL", relationship: { sellerRelationId: seller } });
    const keys = [{ __typename: "Customer", id }];
    const change = (viewer: Viewer, sellerRelationId: string | null) =>
      send(viewer, UPDATE, { customerId: id, relationship: { sellerRelationId } });

    const seen = await askSubgraph(commercial, inOne, SELLER, { keys });
    const hidden = await askSubgraph(commercial, inNone, SELLER, { keys });
    const records = await ask(inNone, `{ customer(id: "${id}") { as(vocabulary: FUNNEL_CRM) } }`);
    const named = await change(inNone, seller);
    const writtenBack = await change(inNone, null);
    const kept = await askSubgraph(commercial, inOne, SELLER, { keys });
    const cleared = await change(inOne, null);

    expect(seen.data).toEqual({ _entities: [{ relationship: { sellerRelation: { id: seller } } }] });
    expect(hidden.data).toEqual({ _entities: [{ relationship: { sellerRelation: null } }] });
    expect(records.data.customer.as.Relation).toBeNull();
    expect(named.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["relationship", "sellerRelationId"] }]);
    expect(writtenBack).toMatchObject({
      customer: { version: 1, relationship: { sellerRelation: null } },
      userErrors: [],
    });
    expect(kept.data).toEqual(seen.data);
    expect(cleared).toMatchObject({ customer: { version: 2, relationship: { sellerRelation: null } } });
  });
});
