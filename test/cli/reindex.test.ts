import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { staleEntries } from "../support/entries.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";
import { searchTexts } from "../support/search-texts.ts";
import { asSuperuser } from "../support/second-wall.ts";
import { build, cleanUp, ended } from "../support/server-process.ts";

beforeAll(build);
afterAll(cleanUp);

/** A tenant with broken read-model entries: one is missing, one is wrong, and one has no customer. */
const damaged = async () => {
  const viewer = given.tenant();
  const [missing, wrong, gone] = await given.customers(viewer, 3);
  await asSuperuser(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query("delete from directory.customer_entry where tenant_id = $1 and id = $2", [
      viewer.tenantId,
      missing,
    ]);
    await client.query(
      "update directory.customer_entry set display_name = 'Wrong', terms = '{}' where tenant_id = $1 and id = $2",
      [viewer.tenantId, wrong],
    );
    await client.query("delete from directory.search_text where tenant_id = $1 and customer_id = $2", [
      viewer.tenantId,
      missing,
    ]);
    await client.query("update identity.customer set deleted_at = now() where tenant_id = $1 and id = $2", [
      viewer.tenantId,
      gone,
    ]);
  });
  return viewer.tenantId;
};

const run = (...args: string[]) => ended("reindex", args, { DATABASE_URL: testDatabase.adminUrl, LOG_LEVEL: "warn" });

describe("npm run reindex", () => {
  it("rebuilds the entries and the search texts of a tenant, and leaves others alone", async () => {
    const [one, other] = [await damaged(), await damaged()];
    expect(await staleEntries(one)).toHaveLength(3);

    const { code, stdout } = await run("--tenant", one);

    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^3 customers reindexed in [\d.]+ s$/m),
    });
    expect(await staleEntries(one)).toEqual([]);
    expect(await searchTexts(one)).toMatchObject({ wrong: [] });
    expect(await staleEntries(other)).toHaveLength(3);
    expect((await searchTexts(other)).wrong).not.toEqual([]);
  });

  it("rebuilds those of all tenants, however often it runs", async () => {
    const tenant = await damaged();

    for (const _ of ["once", "twice"]) expect((await run()).code).toBe(0);

    expect(await staleEntries(tenant)).toEqual([]);
  });

  it("says what a tenant is when it is given none", async () => {
    const { code, stderr } = await run("--tenant", "acme");

    expect(code).toBe(1);
    expect(stderr).toContain("Give the id of a tenant, a UUID.");
  });
});
