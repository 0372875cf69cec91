import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { isInputObjectType } from "graphql";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { ask } from "../support/graph.ts";
import { ROWS, WRITES } from "../support/workspace-writes.ts";
import { sql, threeCustomers } from "../support/workspaces.ts";

let world: Awaited<ReturnType<typeof threeCustomers>>;
beforeAll(async () => {
  world = await threeCustomers();
  await sql(
    world.viewers.inNone,
    `insert into finance.exemption_certificate (tenant_id, id, customer_id, number, position)
     select $1, gen_random_uuid(), c.id, 'E-1', 0 from identity.customer c where c.tenant_id = $1`,
  );
});

/** Everything about a customer, in every facet. */
const everything = async (customerId: string): Promise<unknown> => {
  const tables = await sql<{ name: string; key: string }>(
    world.viewers.inNone,
    `select format('%I.%I', t.table_schema, t.table_name) as name, t.column_name as key
     from information_schema.columns t
     where $1::uuid is not null and (t.column_name = 'customer_id' or (t.table_name = 'customer' and t.column_name = 'id'))
     order by 1`,
  );
  const parts = tables.map(
    ({ name, key }) =>
      `select '${name}' as name, (select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from ${name} t where t.tenant_id = $1 and t.${key} = $2) as rows`,
  );
  return sql(world.viewers.inNone, parts.join(" union all "), customerId);
};

const idOf = async (kind: string, customerId: string): Promise<string> => {
  if (kind === "customer") return customerId;
  const table = ROWS[kind as keyof typeof ROWS];
  const [row] = await sql<{ id: string }>(
    world.viewers.inNone,
    `select t.id from ${table} t where t.tenant_id = $1 and t.customer_id = $2 order by t.id limit 1`,
    customerId,
  );
  return row?.id ?? "";
};

/** The input field that identifies the record. */
const keyOf = (kind: string): string => (kind === "customer" ? "customerId" : "id");

const labelIdFor = async (mutation: string): Promise<object> => {
  if (!/^customerLabel(Add|Remove)$/.test(mutation)) return {};
  const [label] = await sql<{ id: string }>(
    world.viewers.inNone,
    "select l.id from commercial.label l where l.tenant_id = $1 limit 1",
  );
  return { labelId: label?.id };
};

const write = async (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const payload = mutation === "customerDelete" ? "deletedCustomerId" : "customer { id displayName }";
  const { data, errors } = await ask(
    viewer,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${payload} userErrors { code message path customer { version } existing { id } } } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return data[mutation];
};

describe("The mutations of the subgraphs", () => {
  it("on a customer or one of its rows are all tried here", () => {
    const named = subgraphs.flatMap(({ schema }) =>
      Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
        const input =
          args
            .find((arg) => arg.name === "input")
            ?.type.toString()
            .replace("!", "") ?? "";
        const type = schema.getType(input);
        const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
        const isOfRow =
          fields.includes("id") &&
          Object.keys(ROWS).some((row) => name.replace("customer", "").toLowerCase().startsWith(row.toLowerCase()));
        return fields.includes("customerId") || isOfRow ? [name] : [];
      }),
    );

    expect(named.toSorted()).toEqual(Object.keys(WRITES).toSorted());
  });
});

describe.each(Object.entries(WRITES))("Mutation.%s", (mutation, [kind, rest]) => {
  it("treats a hidden customer as unknown, and changes nothing", async () => {
    const { local } = world.ids;
    const more = { ...rest, ...(await labelIdFor(mutation)) };
    const [id, nobodys] = [await idOf(kind, local), randomUUID()];
    const key = keyOf(kind);
    const before = await everything(local);

    for (const who of ["inTwo", "inNone"] as const) {
      const viewer = world.viewers[who];
      const hidden = await write(viewer, mutation, { [key]: id, ...more });
      const wrongVersion = await write(viewer, mutation, { [key]: id, ...more, expectedVersion: 99 });
      const absent = await write(viewer, mutation, { [key]: nobodys, ...more });

      expect(absent.userErrors).toMatchObject([{ code: "NOT_FOUND", path: [key] }]);
      for (const answer of [hidden, wrongVersion]) {
        expect(JSON.parse(JSON.stringify(answer).replaceAll(id, nobodys))).toEqual(absent);
      }
    }

    expect(await everything(local)).toEqual(before);
  });

  it("finds the customer for those it is shared with", async () => {
    const more = { ...rest, ...(await labelIdFor(mutation)) };
    const id = await idOf(kind, world.ids.shared);
    const key = keyOf(kind);

    const { userErrors } = await write(world.viewers.inTwo, mutation, { [key]: id, ...more, expectedVersion: 99_999 });

    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"] }]);
  });
});
