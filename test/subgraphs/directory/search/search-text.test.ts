import { describe, expect, it } from "@jest/globals";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { rebuildSearchText } from "../../../../subgraphs/directory/search/rebuild.ts";
import { given } from "../../../support/given.ts";
import { searchTexts } from "../../../support/search-texts.ts";
import { asSuperuser } from "../../../support/second-wall.ts";
import { askSubgraph } from "../../../support/tenancy/execute.ts";
import { memberOf, newFamily } from "../../../support/tenancy/family.ts";
import { rootFieldsOf } from "../../../support/tenancy/operations.ts";
import { asAdmin, settle } from "../../../support/tenancy/tables.ts";
import { ownersWrite } from "../../../support/tenancy/variants.ts";
import { CROWD } from "./crowd.ts";

const crowd = async (count: number): Promise<string> => {
  const { tenantId } = given.tenant();
  await asAdmin(CROWD, [tenantId, count]);
  return tenantId;
};

const mutations = subgraphs.flatMap((subgraph) =>
  rootFieldsOf(subgraph.schema, "mutation").map((root) => [root.coordinate, subgraph, root] as const),
);

describe("directory.search_text", () => {
  it.each(mutations)("is what the facets have after %s", async (coordinate, subgraph, { field, text }) => {
    const family = await settle(newFamily());
    const before = await searchTexts(family.tenantId);

    const { errors } = await askSubgraph(
      subgraph,
      memberOf(family),
      text,
      ownersWrite(field.args, coordinate).fill({ own: family, foreign: family }),
    );

    expect(errors).toEqual([]);
    expect(before.count).toBeGreaterThan(0);
    expect(await searchTexts(family.tenantId)).toMatchObject({ wrong: [] });
  });

  const statements: Record<string, string> = {
    "new names":
      "update identity.customer set display_name = display_name || ' II', legal_name = 'The same' where tenant_id = $1",
    "names as the party has them": "update identity.party set name = 'Renamed' where tenant_id = $1",
    "names that only repeat others":
      "update identity.customer set legal_name = display_name, sort_name = display_name where tenant_id = $1",
    "one name for all": "update identity.customer set display_name = 'Renamed' where tenant_id = $1",
    "no keys": "update identity.customer set code = null, account_number = null where tenant_id = $1",
    "others' keys": "update identity.customer set code = account_number, account_number = code where tenant_id = $1",
    "another party": `update identity.customer set party_id = (select min(id::text)::uuid from identity.party where tenant_id = $1) where tenant_id = $1`,
    "contacts of another customer": `update contacts.contact set is_primary = false,
      customer_id = (select min(id::text)::uuid from identity.customer where tenant_id = $1) where tenant_id = $1`,
    "no contacts": "delete from contacts.contact where tenant_id = $1",
    "nothing at all": "delete from identity.customer where tenant_id = $1",
  };

  it.each(Object.entries(statements))("follows a statement that gives many customers %s", async (_, statement) => {
    const tenantId = await crowd(200);

    await asAdmin(statement, [tenantId]);

    expect(await searchTexts(tenantId)).toMatchObject({ wrong: [] });
  });

  it("follows COPY", async () => {
    const [from, to] = [await crowd(50), await crowd(1)];

    await asSuperuser(async (client) => {
      await client.query("begin; create temporary table other (like contacts.contact) on commit drop");
      await client.query("insert into other select * from contacts.contact where tenant_id = $1", [from]);
      await client.query("delete from contacts.contact where tenant_id = $1", [from]);
      const { rows } = await client.query<{ folder: string }>(
        "select setting as folder from pg_settings where name = 'data_directory'",
      );
      const file = `${rows[0]?.folder}/contacts.copy`;
      await client.query(`copy other to '${file}'`);
      await client.query(`copy contacts.contact from '${file}'`);
      await client.query("commit");
    });

    for (const tenantId of [from, to]) expect(await searchTexts(tenantId)).toMatchObject({ wrong: [] });
    expect((await searchTexts(from)).count).toBeGreaterThan(300);
  });

  it("is left alone by changes of what nobody searches", async () => {
    const tenantId = await crowd(10);
    const places = () =>
      asAdmin("select ctid::text, xmin::text from directory.search_text where tenant_id = $1 order by ctid", [
        tenantId,
      ]);
    const before = await places();

    await asAdmin("update identity.customer set version = version + 1, status = 'SUSPENDED' where tenant_id = $1", [
      tenantId,
    ]);

    expect(await places()).toEqual(before);
  });

  it("has the name of a party that another transaction changes at the same time", async () => {
    const tenantId = await crowd(1);
    const [customer] = await asAdmin<{ id: string }>("select id from identity.customer where tenant_id = $1", [
      tenantId,
    ]);

    await asSuperuser(async (renaming) => {
      await renaming.query("begin");
      await renaming.query("update identity.party set name = 'Renamed meanwhile' where tenant_id = $1", [tenantId]);
      const change = asAdmin("update identity.customer set display_name = 'Changed meanwhile' where id = $1", [
        customer?.id,
      ]);
      await renaming.query(
        "do $$ begin while not exists (select from pg_locks where not granted) loop perform pg_sleep(0.01); end loop; end $$",
      );
      await renaming.query("commit");
      await change;
    });

    expect(await searchTexts(tenantId)).toMatchObject({ wrong: [] });
  });
});

describe("rebuildSearchText", () => {
  const rebuild = () =>
    rebuildSearchText(<Row>(text: string, parameters?: unknown[]) => asAdmin(text, parameters) as Promise<Row[]>);

  it("writes anew what is missing, wrong, or nobody's", async () => {
    const tenantId = await crowd(600);
    await asAdmin("delete from directory.search_text where tenant_id = $1 and field = 'CITY'", [tenantId]);
    await asAdmin("update directory.search_text set text = 'wrong' where tenant_id = $1 and field = 'CODE'", [
      tenantId,
    ]);
    await asAdmin(
      `insert into directory.search_text (tenant_id, customer_id, field, record, text)
       select tenant_id, id, 'LEGAL_NAME', '', 'Nobody' from identity.customer where tenant_id = $1`,
      [tenantId],
    );

    await rebuild();

    expect(await searchTexts(tenantId)).toMatchObject({ wrong: [], count: expect.any(Number) });
  });

  it("waits for nobody who changes a customer, and takes it when they are done", async () => {
    const tenantId = await crowd(3);
    await asAdmin("delete from directory.search_text where tenant_id = $1", [tenantId]);

    const ids = await asSuperuser(async (client) => {
      await client.query("begin");
      const { rows } = await client.query<{ id: string }>(
        "select id from identity.customer where tenant_id = $1 order by id limit 1 for no key update",
        [tenantId],
      );
      const [left] = await asAdmin<{ left: string[] }>(
        "select directory.rebuild_search_text($1, array(select id from identity.customer where tenant_id = $1)) as left",
        [tenantId],
      );
      await client.query("commit");
      return { held: rows.map(({ id }) => id), left: left?.left };
    });
    await rebuild();

    expect(ids.left).toEqual(ids.held);
    expect(await searchTexts(tenantId)).toMatchObject({ wrong: [] });
  });
});
