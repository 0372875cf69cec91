import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { getNamedType, isInputObjectType } from "graphql";
import { SCOPES, type Viewer } from "../../../platform/auth/viewer.ts";
import { directory } from "../../../subgraphs/directory/server.ts";
import { type Cases, conditionCases } from "../../support/condition-cases.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { asAdmin } from "../../support/tenancy/tables.ts";

const LIST = `query ($where: CustomerCondition, $includeInactive: Boolean) {
  customers(where: $where, includeInactive: $includeInactive) { totalCount totalCountIsEstimate nodes { displayName } } }`;

const namesOf = async (viewer: Viewer, where: object, more: object = {}): Promise<string[]> => {
  const { data, errors } = await ask(viewer, LIST, { where, ...more });
  expect(errors).toEqual([]);
  const names = data.customers.nodes.map(({ displayName }: { displayName: string }) => displayName);
  expect(data.customers).toMatchObject({ totalCount: names.length, totalCountIsEstimate: false });
  return names;
};

const NESTED = ["and", "or", "not"];
const GROUPS = ["party", "externalIdentifier", "relationship", "finance", "contact", "address"];

/** Paths of all comparable fields, from the schema. */
const comparable = (name = "CustomerCondition", prefix = ""): string[] => {
  const type = directory.schema.getType(name);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields())
    .filter((field) => !NESTED.includes(field.name))
    .flatMap((field) =>
      GROUPS.includes(field.name)
        ? comparable(getNamedType(field.type).name, `${field.name}.`)
        : [`${prefix}${field.name}`],
    );
};

const nested = (path: string, value: unknown): object =>
  path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;

/** Not tested here: only organizations have it, and none lacks it. */
const ELSEWHERE = ["party.name"];

let viewer: Viewer;
let cases: Cases;

beforeAll(async () => {
  ({ viewer, cases } = await conditionCases());
});

describe("CustomerCondition", () => {
  it.each(comparable().filter((path) => !ELSEWHERE.includes(path)))("compares %s", async (path) => {
    const conditions = cases[path] ?? [];
    expect(conditions.length).toBeGreaterThan(0);

    for (const condition of conditions) {
      expect({ condition, found: await namesOf(viewer, nested(path, condition)) }).toEqual({
        condition,
        found: ["Yes Rosé"],
      });
      const others = path === "status" ? ["No", "Parent", "Twin"] : ["No"];
      expect({ condition, found: await namesOf(viewer, { not: nested(path, condition) }) }).toEqual({
        condition,
        found: others,
      });
    }
    if (conditions.some((condition) => "isSet" in Object(condition)))
      expect(await namesOf(viewer, nested(path, { isSet: false }))).toEqual(["No"]);
  });

  it("compares the name of an organization", async () => {
    expect(await namesOf(viewer, { party: { name: { startsWith: "n" } } })).toEqual(["No"]);
  });

  it("combines conditions by and, or and not, at any depth", async () => {
    const stage = (funnelStage: string) => ({ relationship: { funnelStage: { in: [funnelStage] } } });

    expect(await namesOf(viewer, { or: [stage("LEAD"), { displayName: { equals: "no" } }] })).toEqual([
      "No",
      "Yes Rosé",
    ]);
    expect(await namesOf(viewer, { and: [stage("LEAD"), { displayName: { equals: "no" } }] })).toEqual([]);
    expect(await namesOf(viewer, { not: { or: [stage("LEAD"), { code: { isSet: true } }] } })).toEqual(["No"]);
    expect(await namesOf(viewer, { not: { not: stage("LEAD") }, code: { contains: "O" } })).toEqual(["Yes Rosé"]);
  });

  it("takes what is null for not given, wherever it stands", async () => {
    const nothing = {
      displayName: { contains: null },
      relationship: { accountManagerId: { equals: null }, isFormer: null },
      finance: null,
    };

    for (const where of [nothing, { not: nothing }, { or: [nothing] }, { and: [nothing, { not: {} }] }, null as never])
      expect(await namesOf(viewer, where)).toEqual(["No", "Yes Rosé"]);
    expect(await namesOf(viewer, { or: [nothing, { displayName: { equals: "No" } }] })).toEqual(["No"]);
  });

  it("finds what nobody has, and nobody by an empty list", async () => {
    expect(await namesOf(viewer, { relationship: { accountManagerId: { isSet: false } } })).toEqual(["No"]);
    expect(await namesOf(viewer, { relationship: { ownerId: { isSet: false } } })).toEqual(["No"]);
    expect(await namesOf(viewer, { relationship: { ownerId: { in: [] } } })).toEqual([]);
  });

  it("requires an id and its system of the same record", async () => {
    const of = (source: string) => ({
      externalIdentifier: { source: { in: [source] }, externalId: { equals: "ext 1" } },
    });

    expect(await namesOf(viewer, of("NETSUITE"))).toEqual(["Yes Rosé"]);
    expect(await namesOf(viewer, of("LEDGER"))).toEqual([]);
  });

  it("treats roots, and a hidden parent, as Customer.parent does", async () => {
    const stranger = { ...viewer, workspaceIds: [], workspaceId: null };

    expect(await namesOf(viewer, { parentId: { isSet: false } }, { includeInactive: true })).toEqual([
      "No",
      "Parent",
      "Twin",
    ]);
    expect(await namesOf(stranger, { parentId: { isSet: false } }, { includeInactive: true })).toEqual(["No", "Twin"]);
  });

  it("finds inactive and archived customers only if they, or their status, are asked for", async () => {
    expect(await namesOf(viewer, {})).toEqual(["No", "Yes Rosé"]);
    expect(await namesOf(viewer, {}, { includeInactive: true })).toEqual(["No", "Parent", "Twin", "Yes Rosé"]);
    expect(await namesOf(viewer, { not: { status: { in: ["ACTIVE", "SUSPENDED"] } } })).toEqual(["Parent", "Twin"]);
  });

  it("finds everything below a customer, but nothing behind a hidden one", async () => {
    const mine = given.tenant();
    const workspace = randomUUID();
    const [root, , third] = await given.chain(mine, "1", "2", "3", "4");
    const inside = { ...mine, workspaceIds: [workspace], workspaceId: workspace };

    expect(await namesOf(mine, { underId: root })).toEqual(["2", "3", "4"]);

    await asAdmin(
      "update identity.customer set visibility_mode = 'WORKSPACE_LOCAL', workspace_id = $3 where tenant_id = $1 and id = $2",
      [mine.tenantId, third, workspace],
    );

    expect(await namesOf(mine, { underId: root })).toEqual(["2"]);
    expect(await namesOf(inside, { underId: root })).toEqual(["2", "3", "4"]);
    expect(await namesOf(mine, { underId: third })).toEqual([]);
  });

  const refused: [string, object, string][] = [
    [
      "what is no id",
      { relationship: { ownerId: { in: ["ada"] } } },
      'where.relationship.ownerId.in: "ada" is not an id. Ids are UUIDs.',
    ],
    ["what is no id, of a tree", { underId: "root" }, 'where.underId: "root" is not an id. Ids are UUIDs.'],
    [
      "an empty text",
      { or: [{}, { address: { city: { contains: "" } } }] },
      'where.or.1.address.city.contains: "" is empty. Give at least one letter, or use isSet.',
    ],
    [
      "a character that no text can hold",
      { code: { equals: "a\0" } },
      "where.code.equals: Leave out the character U+0000, which no text can hold.",
    ],
    [
      "a text that is too long",
      { not: { code: { startsWith: "a".repeat(257) } } },
      "where.not.code.startsWith: 257 letters are too many. Give at most 256.",
    ],
    [
      "a tax number without letters and digits",
      { finance: { taxNumber: { contains: "-" } } },
      'where.finance.taxNumber.contains: "-" has no letter or digit to compare.',
    ],
    [
      "too many values",
      { id: { in: Array.from({ length: 101 }, () => randomUUID()) } },
      "where.id.in: 101 values are too many. Give at most 100.",
    ],
    [
      "too many conditions",
      { or: Array.from({ length: 61 }, () => ({ code: { isSet: true } })) },
      "where: 61 conditions are too many. Give at most 60.",
    ],
  ];

  it.each(refused)("refuses %s", async (_, where, message) => {
    const { errors, statements } = await ask(viewer, LIST, { where });

    expect(errors).toMatchObject([{ message, path: ["customers"], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(statements).toEqual([]);
  });

  it("never hands a day that the calendar lacks to the database", async () => {
    const { errors, statements } = await ask(viewer, LIST, { where: { createdAt: { gte: "2026-02-30T00:00:00Z" } } });

    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(statements).toEqual([]);
  });

  const secret = comparable().filter((path) =>
    /^(finance|contact|address)\.|^(duplicateOfId|relationship\.internalNote|primaryEmail|primaryPhone|faxNumber|emailDomain)$/.test(
      path,
    ),
  );

  it.each(secret)("reveals nothing by %s without the scope", async (path) => {
    const reader = { ...viewer, scopes: new Set(SCOPES.filter((scope) => !/finance|internal|contacts/.test(scope))) };
    const where = { or: [{ not: nested(path, cases[path]?.[0]) }] };

    const { errors, statements } = await ask(reader, LIST, { where });

    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^where\.or\.0\.not\..* needs the scope (finance|internal|contacts):read\.$/),
        extensions: { code: "FORBIDDEN" },
      },
    ]);
    expect(statements).toEqual([]);
  });
});
