import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { bulkTenant } from "../../../support/bulk-tenant.ts";
import { entryCounts, staleEntries } from "../../../support/entries.ts";
import { given } from "../../../support/given.ts";
import { testDatabase } from "../../../support/graph.ts";
import { askSubgraph } from "../../../support/tenancy/execute.ts";
import { rootFieldsOf } from "../../../support/tenancy/operations.ts";
import { refusalsOf } from "../../../support/tenancy/refusals.ts";
import { ofAnotherTenant } from "../../../support/tenancy/scenes.ts";
import { asAdmin } from "../../../support/tenancy/tables.ts";
import { ownersWrite } from "../../../support/tenancy/variants.ts";

const MUTATIONS = subgraphs.flatMap((subgraph) =>
  rootFieldsOf(subgraph.schema, "mutation").map((root) => ({ subgraph, ...root })),
);

type Mutation = (typeof MUTATIONS)[number];
type Owner = Awaited<ReturnType<typeof ofAnotherTenant>>["owner"];

const run = ({ subgraph, text, field, coordinate }: Mutation, owner: Owner) =>
  askSubgraph(subgraph, owner.viewer, text, ownersWrite(field.args, coordinate).fill(owner));

describe("directory.customer_entry", () => {
  it.each(MUTATIONS.map((mutation) => [mutation.coordinate, mutation] as const))(
    "is what the facets say after %s",
    async (_, mutation) => {
      const { owner } = await ofAnotherTenant();

      const answer = await run(mutation, owner);

      expect(refusalsOf(answer)).toEqual([]);
      expect(await staleEntries(owner.own.tenantId)).toEqual([]);
    },
  );

  it("is what the facets say after any commands in any order, refused or not", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(MUTATIONS, { minLength: MUTATIONS.length - 5 }), async (mutations) => {
        const { owner } = await ofAnotherTenant();
        for (const mutation of mutations) await run(mutation, owner);

        expect(await staleEntries(owner.own.tenantId)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it("has a row for each customer that was written by a few statements, and nothing left to do", async () => {
    const { viewer } = await bulkTenant(300);

    expect(await staleEntries(viewer.tenantId)).toEqual([]);
    expect(await entryCounts(viewer.tenantId)).toEqual({ entries: 301, outdated: 0 });
  });

  it("is refreshed once in a transaction, and not at all in one that is undone", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: "Before" });
    const session = testDatabase.session(viewer.tenantId);
    const rename = "update identity.customer set display_name = $3 where tenant_id = $1 and id = $2";

    const writing = session.write(async (manager) => {
      for (const name of ["one", "two", "three"]) await manager.query(rename, [viewer.tenantId, id, name]);
      throw new Error("undone");
    });

    await expect(writing).rejects.toThrow("undone");
    expect(await staleEntries(viewer.tenantId)).toEqual([]);
    expect(await entryCounts(viewer.tenantId)).toEqual({ entries: 1, outdated: 0 });
  });

  it("has no row of a deleted customer", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    await asAdmin("update identity.customer set deleted_at = now() where tenant_id = $1 and id = $2", [
      viewer.tenantId,
      id,
    ]);

    expect(await entryCounts(viewer.tenantId)).toEqual({ entries: 0, outdated: 0 });
  });

  it("follows a label that is removed from all customers while one of them is changed", async () => {
    const viewer = given.tenant();
    const [one, other] = [randomUUID(), randomUUID()];
    const id = await given.customer(viewer);
    await asAdmin("insert into commercial.label (tenant_id, id, name) values ($1, $2, 'One'), ($1, $3, 'Other')", [
      viewer.tenantId,
      one,
      other,
    ]);
    await asAdmin(
      "insert into commercial.relationship_label (tenant_id, customer_id, label_id) values ($1, $2, $3), ($1, $2, $4)",
      [viewer.tenantId, id, one, other],
    );
    const session = testDatabase.session(viewer.tenantId);

    let renamed: Promise<unknown> = Promise.resolve();
    await session.write(async (manager) => {
      await manager.query("delete from commercial.label where tenant_id = $1 and id = $2", [viewer.tenantId, one]);
      renamed = session.write((others) =>
        others.query("update identity.customer set display_name = 'Renamed' where tenant_id = $1 and id = $2", [
          viewer.tenantId,
          id,
        ]),
      );
      await renamed;
    });

    expect(await staleEntries(viewer.tenantId)).toEqual([]);
  });

  it("shows the rows of the session's tenant alone, to whoever forgets to say which", async () => {
    const [mine, theirs] = [given.tenant(), given.tenant()];
    const id = await given.customer(mine);
    await given.customer(theirs);

    const rows = await testDatabase
      .session(mine.tenantId)
      .write((manager) => manager.query("select id from directory.customer_entry"));

    expect(rows).toEqual([{ id }]);
  });
});
