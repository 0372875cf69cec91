import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import type { Subgraph } from "../../platform/graphql/subgraph.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";
import { recordIds } from "../support/record-ids.ts";
import { askSubgraph } from "../support/tenancy/execute.ts";
import { type Family, idIn, memberOf, newFamily } from "../support/tenancy/family.ts";
import { asAdmin, settle } from "../support/tenancy/tables.ts";
import type { Name } from "../support/tenancy/tag.ts";

/** Each type of record of a customer: its subgraph, a field, and the name of such a record in a family. */
const OF_CUSTOMERS = [
  ["contacts", "CustomerContact", "name", "contact"],
  ["contacts", "CustomerAddress", "city", "address"],
  ["commercial", "CustomerNote", "text", "note"],
  ["commercial", "CustomerActivity", "subject", "activity"],
  ["commercial", "CustomerAttachment", "url", "attachment"],
  ["finance", "TaxRegistration", "number", "taxRegistration"],
  ["finance", "ExemptionCertificate", "number", "exemptionCertificate"],
] as const;

const OF_TENANT = [
  ["commercial", "Employee", "name", "employee"],
  ["commercial", "PriceList", "code", "priceList"],
  ["commercial", "StatusLabel", "name", "statusLabel"],
  ["commercial", "CustomerLabel", "name", "label"],
] as const;

const OF_VIEWERS = [["directory", "CustomerView", "name", "view"]] as const;

const NONSENSE = ["", "x", "%", "null", "00000000-0000-0000-0000-00000000000g", `${"9".repeat(10_000)}`];

const subgraphNamed = (name: string): Subgraph => {
  const found = subgraphs.find((each) => each.name === name);
  if (!found) throw new Error(`no subgraph ${name}`);
  return found;
};

/** A subgraph's response to representations of a type with the given ids. */
const entitiesBy = async (
  viewer: Viewer,
  [owner, type, field]: readonly [string, string, string, Name],
  ids: readonly string[],
) => {
  const text = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on ${type} { id ${field} } } }`;
  const all = ids.map((id) => ({ __typename: type, id }));
  const { data, errors } = await askSubgraph(subgraphNamed(owner), viewer, text, { all });
  return { entities: data?._entities as ({ id: string } | null)[], errors };
};

const nodesBy = async (viewer: Viewer, ids: readonly string[]) => {
  const { data, errors } = await ask(viewer, "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids });
  return { nodes: data?.nodes as ({ __typename: string; id: string } | null)[], errors };
};

let family: Family;
beforeAll(async () => {
  family = await settle(newFamily());
});

const only = (scopes: readonly string[], viewer: Viewer): Viewer => ({
  ...viewer,
  scopes: new Set(SCOPES.filter((scope) => scopes.includes(scope))),
});

describe.each([...OF_CUSTOMERS, ...OF_TENANT, ...OF_VIEWERS])("In %s, the entity %s", (...record) => {
  const [, type, , name] = record;
  const id = () => idIn(family, name);

  it("is found by its id, in capitals too", async () => {
    const { entities, errors } = await entitiesBy(memberOf(family), record, [id(), id().toUpperCase()]);

    expect(errors).toEqual([]);
    expect(entities).toMatchObject([{ id: id() }, { id: id() }]);
  });

  it("is null for what is no id, or no id of its type, and never an error", async () => {
    const ids = [...NONSENSE, randomUUID(), family.id("main"), family.id("organization"), family.tenantId];

    const { entities, errors } = await entitiesBy(memberOf(family), record, ids);
    const { nodes, errors: ofNodes } = await nodesBy(memberOf(family), [...NONSENSE, randomUUID(), family.tenantId]);

    expect([errors, ofNodes]).toEqual([[], []]);
    expect([...entities, ...nodes].filter((each) => each !== null)).toEqual([]);
  });

  it("is found by Query.node, with its type and what its owner knows", async () => {
    const text = `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${record[2]} } } }`;

    const { data, errors } = await ask(memberOf(family), text, { id: id().toUpperCase() });

    expect(errors).toEqual([]);
    expect(data.node).toEqual({ __typename: type, id: id(), [record[2]]: expect.any(String) });
  });
});

describe("Query.nodes", () => {
  it("gives what is there in the order of the ids, whatever it is, and null between", async () => {
    const names = ["note", "main", "person", "employee", "organization", "address"] as const;
    const ids = names.map((name) => idIn(family, name));

    const { nodes, errors } = await nodesBy(memberOf(family), [...ids, randomUUID(), ...ids]);

    const types = ["CustomerNote", "Customer", "Person", "Employee", "Organization", "CustomerAddress"];
    const found = types.map((__typename, index) => ({ __typename, id: ids[index] }));
    expect(errors).toEqual([]);
    expect(nodes).toEqual([...found, null, ...found]);
  });

  it("finds nothing of finance without finance:read, and does not say so", async () => {
    const ids = (["taxRegistration", "exemptionCertificate", "note"] as const).map(family.id);

    const { nodes, errors } = await nodesBy(only(["customers:read"], memberOf(family)), ids);

    expect(errors).toEqual([]);
    expect(nodes).toEqual([null, null, { __typename: "CustomerNote", id: ids[2] }]);
  });

  it("takes 100 ids and refuses 101", async () => {
    const ids = Array.from({ length: 101 }, () => randomUUID());

    const [most, more] = [await nodesBy(memberOf(family), ids.slice(1)), await nodesBy(memberOf(family), ids)];

    expect(most.nodes).toHaveLength(100);
    expect(more.errors).toMatchObject([
      { message: "ids: 101 are too many. Give at most 100.", extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });
});

describe("The records of a customer", () => {
  const where = "where tenant_id = $1 and id = $2";
  const idsOf = ({ id }: Family): string[] => OF_CUSTOMERS.map(([, , , name]) => id(name));
  const found = async (viewer: Viewer, of: Family): Promise<unknown[]> => {
    const entities = await Promise.all(
      OF_CUSTOMERS.map((record) => entitiesBy(viewer, record, [of.id(record[3]), randomUUID()])),
    );
    const { nodes, errors } = await nodesBy(viewer, idsOf(of));
    expect([...entities.flatMap((each) => each.errors), ...errors]).toEqual([]);
    return [...entities.flatMap((each) => each.entities), ...nodes].filter((each) => each !== null);
  };

  it("are gone with a deleted customer, except for those who may restore it", async () => {
    const own = await settle(newFamily());
    await asAdmin(`update identity.customer set deleted_at = now() ${where}`, [own.tenantId, own.id("main")]);

    const byReader = await found(only(["customers:read", "contacts:read", "finance:read"], memberOf(own)), own);
    const byRestorer = await found(memberOf(own), own);

    expect(byReader).toEqual([]);
    expect(byRestorer).toHaveLength(2 * OF_CUSTOMERS.length);
  });

  it("are gone with a customer that is hidden, and are there again when it is shared", async () => {
    const own = await settle(newFamily());
    const stranger: Viewer = { ...memberOf(own), workspaceIds: [own.id("partnerWorkspace")] };
    const set = (mode: string, workspaces: string) =>
      asAdmin(
        `update identity.customer set visibility_mode = '${mode}', shared_with_workspace_ids = ${workspaces} ${where}`,
        [own.tenantId, own.id("main")],
      );

    await set("WORKSPACE_LOCAL", "'{}'");
    const hidden = await found(stranger, own);
    await set("SHARED", `array['${own.id("partnerWorkspace")}'::uuid]`);
    const shared = await found(stranger, own);

    expect(hidden).toEqual([]);
    expect(shared).toHaveLength(2 * OF_CUSTOMERS.length);
  });
});

describe("The number of statements", () => {
  const SIZES = [1, 10, 1_000];
  const viewer = given.tenant();
  let ids: Awaited<ReturnType<typeof recordIds>>;
  beforeAll(async () => {
    await given.customers(viewer, 1_000);
    await asAdmin(
      `insert into finance.exemption_certificate (tenant_id, id, customer_id, number, position)
       select tenant_id, gen_random_uuid(), id, 'E-1', 0 from identity.customer where tenant_id = $1`,
      [viewer.tenantId],
    );
    await asAdmin(
      `insert into commercial.label (tenant_id, id, name)
       select $1, gen_random_uuid(), 'Label ' || n from generate_series(1, 1000) n`,
      [viewer.tenantId],
    );
    await asAdmin(
      `insert into commercial.status_label (tenant_id, id, name, position, is_active)
       select $1, gen_random_uuid(), 'Status ' || n, n, true from generate_series(1, 1000) n`,
      [viewer.tenantId],
    );
    await asAdmin(
      `insert into directory.customer_view (tenant_id, id, name, condition, include_inactive, sort_order, columns, sharing, created_by)
       select $1, gen_random_uuid(), 'View ' || n, '{}', false, '[]', '{}', 'ONLY_ME', $2 from generate_series(1, 1000) n`,
      [viewer.tenantId, viewer.subject],
    );
    // Labels and price lists of these customers have the same ids, which the graph would never
    // assign.
    await asAdmin("delete from commercial.relationship_label where tenant_id = $1", [viewer.tenantId]);
    await asAdmin(
      `delete from commercial.label where tenant_id = $1 and id in (select id from commercial.price_list)`,
      [viewer.tenantId],
    );
    await asAdmin("update commercial.relationship set status_label_id = null where tenant_id = $1", [viewer.tenantId]);
    await asAdmin(
      `delete from commercial.status_label where tenant_id = $1 and id in (select id from commercial.price_list)`,
      [viewer.tenantId],
    );
    ids = await recordIds(viewer.tenantId, 1_000);
  });

  it.each(
    [...OF_CUSTOMERS, ...OF_TENANT.slice(2), ...OF_VIEWERS].flatMap((record) =>
      SIZES.map((size) => [record[1], size, record] as const),
    ),
  )("is one in its subgraph and one in directory for %s, for %d of them", async (type, size, [owner, , field]) => {
    const wanted = ids[type].slice(0, size);
    const pages = Array.from({ length: Math.ceil(size / 100) }, (_, page) =>
      wanted.slice(page * 100, page * 100 + 100),
    );
    const text = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: nodes(ids: $p${page}) { id ... on ${type} { ${field} } }`).join(" ")}
    }`;

    const { data, errors, statements } = await ask(
      viewer,
      text,
      Object.fromEntries(pages.map((page, index) => [`p${index}`, page])),
    );

    const found = Object.values(data).flat() as { id: string; [field]: string }[];
    expect(errors).toEqual([]);
    expect(found.map(({ id }) => id)).toEqual(wanted);
    expect(found.filter((each) => !each[field])).toEqual([]);
    expect(statements.map(({ subgraph }) => subgraph)).toEqual(["directory", owner]);
  });
});
