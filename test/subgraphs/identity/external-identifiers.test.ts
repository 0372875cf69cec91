import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const FIELDS = "version externalIdentifiers { source externalId externalCreatedAt externalUpdatedAt }";
const ERRORS =
  "userErrors { code message path customer { version } params { allowed } existing { id ... on Customer { displayName } } }";

const LINK = `mutation ($input: CustomerExternalIdentifierSetInput!) {
  customerExternalIdentifierSet(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`;
const UNLINK = `mutation ($input: CustomerExternalIdentifierRemoveInput!) {
  customerExternalIdentifierRemove(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`;

const link = async (viewer: Viewer, input: object) =>
  (await ask(viewer, LINK, { input })).data.customerExternalIdentifierSet;
const unlink = async (viewer: Viewer, input: object) =>
  (await ask(viewer, UNLINK, { input })).data.customerExternalIdentifierRemove;
const stored = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

const NETSUITE = { source: "NETSUITE", externalId: "ns-77" } as const;

describe("Mutation.customerExternalIdentifierSet", () => {
  it("links one id per system, with its dates", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { externalIdentifiers: [NETSUITE] });
    const externalCreatedAt = "2024-05-06T07:08:09.123Z";

    const { customer, userErrors } = await link(viewer, {
      customerId,
      source: "SALESFORCE",
      externalId: "001",
      externalCreatedAt,
      expectedVersion: 1,
    });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual({
      version: 2,
      externalIdentifiers: [
        { ...NETSUITE, externalCreatedAt: null, externalUpdatedAt: null },
        { source: "SALESFORCE", externalId: "001", externalCreatedAt, externalUpdatedAt: null },
      ],
    });
  });

  it("changes given dates, clears nulls, and keeps the others", async () => {
    const viewer = given.tenant();
    const [first, second] = ["2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"];
    const customerId = await given.customer(viewer);
    await link(viewer, { customerId, ...NETSUITE, externalCreatedAt: first, externalUpdatedAt: first });

    const kept = await link(viewer, { customerId, ...NETSUITE, externalUpdatedAt: second });
    const same = await link(viewer, { customerId, ...NETSUITE, externalUpdatedAt: second });
    const cleared = await link(viewer, { customerId, ...NETSUITE, externalUpdatedAt: null });

    expect(kept.customer).toMatchObject({
      version: 3,
      externalIdentifiers: [{ externalCreatedAt: first, externalUpdatedAt: second }],
    });
    expect(same).toMatchObject({ customer: { version: 3 }, userErrors: [] });
    expect(cleared.customer).toMatchObject({
      version: 4,
      externalIdentifiers: [{ externalCreatedAt: first, externalUpdatedAt: null }],
    });
  });

  it("refuses a second id in the same system, and writes nothing", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { externalIdentifiers: [NETSUITE] });
    const before = await stored(viewer, customerId);

    const { customer, userErrors } = await link(viewer, { customerId, source: "NETSUITE", externalId: "other" });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([
      {
        code: "NOT_ALLOWED",
        path: ["externalId"],
        message: 'In NETSUITE the customer is "ns-77" already. Remove that id first.',
        params: { allowed: ["ns-77"] },
      },
    ]);
    expect(await stored(viewer, customerId)).toEqual(before);
  });

  it("refuses another customer's id, and shows that customer if the viewer may see it", async () => {
    const viewer = given.tenant();
    const workspace = "3d7c2f4e-2f4e-4d6b-9d55-7b6f0a4b8e11";
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const seen = await given.customer(viewer, { displayName: "Seen", externalIdentifiers: [NETSUITE] });
    await given.customer(member, { externalIdentifiers: [{ source: "PRIORITY", externalId: "p" }] });
    const customerId = await given.customer(viewer);

    const shown = await link(viewer, { customerId, ...NETSUITE });
    const hidden = await link(viewer, { customerId, source: "PRIORITY", externalId: "p" });

    expect(shown).toMatchObject({
      customer: null,
      userErrors: [
        {
          code: "TAKEN",
          path: ["externalId"],
          message: '"ns-77" of NETSUITE belongs to another customer.',
          existing: { id: seen, displayName: "Seen" },
        },
      ],
    });
    expect(hidden).toMatchObject({ customer: null, userErrors: [{ code: "TAKEN", existing: null }] });
    expect(await stored(viewer, customerId)).toEqual({ version: 1, externalIdentifiers: [] });
  });

  it("compares GUIDs as GUIDs, in whatever case they are written", async () => {
    const viewer = given.tenant();
    const [upper, lower] = ["A23E4567-E89B-12D3-A456-426614174000", "a23e4567-e89b-12d3-a456-426614174000"];
    const customerId = await given.customer(viewer, {
      externalIdentifiers: [{ source: "NETSUITE", externalId: upper }],
    });
    const another = await given.customer(viewer);

    const again = await link(viewer, { customerId, source: "NETSUITE", externalId: upper });
    const taken = await link(viewer, { customerId: another, source: "NETSUITE", externalId: upper });
    const { data } = await ask(
      viewer,
      "query ($id: String!) { customerByExternalId(source: NETSUITE, externalId: $id) { id } }",
      { id: upper },
    );

    expect(again.customer).toMatchObject({ version: 1, externalIdentifiers: [{ externalId: lower }] });
    expect(taken.userErrors).toMatchObject([{ code: "TAKEN", existing: { id: customerId } }]);
    expect(data.customerByExternalId).toEqual({ id: customerId });
  });

  it("allows the same id in another tenant", async () => {
    await given.customer(given.tenant(), { externalIdentifiers: [NETSUITE] });
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { userErrors } = await link(viewer, { customerId, ...NETSUITE });

    expect(userErrors).toEqual([]);
  });

  it("gives an id requested twice at once to one customer", async () => {
    const viewer = given.tenant();
    const ids = await Promise.all(Array.from({ length: 8 }, () => given.customer(viewer)));

    const answers = await Promise.all(ids.map((customerId) => link(viewer, { customerId, ...NETSUITE })));

    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => "TAKEN"));
  });

  const refused = [
    ["an empty id", { externalId: " " }, "INVALID", ["externalId"]],
    ["an id of more than 256 characters", { externalId: "x".repeat(257) }, "INVALID", ["externalId"]],
    ["an id with U+0000", { externalId: "a\0b" }, "INVALID", ["externalId"]],
    ["another version", { expectedVersion: 2 }, "CONFLICT", ["expectedVersion"]],
    ["a customer that is not there", { customerId: "one" }, "NOT_FOUND", ["customerId"]],
  ] as const;

  it.each(refused)("refuses %s, and writes nothing", async (_, input, code, path) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await link(viewer, { customerId, ...NETSUITE, ...input });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code, path }]);
    expect(await stored(viewer, customerId)).toEqual({ version: 1, externalIdentifiers: [] });
  });
});

describe("Mutation.customerExternalIdentifierRemove", () => {
  it("removes the id, and frees it for another customer", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { externalIdentifiers: [NETSUITE] });
    const other = await given.customer(viewer);

    const unlinked = await unlink(viewer, { customerId, source: "NETSUITE", expectedVersion: 1 });
    const linked = await link(viewer, { customerId: other, ...NETSUITE });

    expect(unlinked).toMatchObject({ customer: { version: 2, externalIdentifiers: [] }, userErrors: [] });
    expect(linked.userErrors).toEqual([]);
  });

  it("changes nothing without an id, and does not find a stranger's customer", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { externalIdentifiers: [NETSUITE] });

    const none = await unlink(viewer, { customerId, source: "SALESFORCE" });
    const stale = await unlink(viewer, { customerId, source: "NETSUITE", expectedVersion: 3 });
    const stranger = await unlink(given.tenant(), { customerId, source: "NETSUITE" });

    expect(none).toMatchObject({ customer: { version: 1 }, userErrors: [] });
    expect(stale.userErrors).toMatchObject([{ code: "CONFLICT", customer: { version: 1 } }]);
    expect(stranger.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customerId"] }]);
    expect(await stored(viewer, customerId)).toMatchObject({ version: 1, externalIdentifiers: [NETSUITE] });
  });

  it("needs the scope customers:write, as linking does", async () => {
    const viewer = given.tenant({ scopes: new Set(["customers:read"]) });
    const customerId = await given.customer(viewer);

    const linking = await ask(viewer, LINK, { input: { customerId, ...NETSUITE } });
    const unlinking = await ask(viewer, UNLINK, { input: { customerId, source: "NETSUITE" } });

    expect(linking.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(unlinking.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});
