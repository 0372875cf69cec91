import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { SEED, SEEDED } from "../../cli/seed/statement.ts";
import { freshDatabase, query } from "../support/databases.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";
import { rowsOf } from "../support/rows.ts";
import { build, ended } from "../support/server-process.ts";

const COUNTS = `
  select count(*)::integer as customers,
    count(parent_id)::integer as "with a parent",
    count(*) filter (where visibility_mode <> 'GLOBAL')::integer as "of a workspace",
    count(account_manager_id)::integer as managed,
    count(price_list_id)::integer as "with a price list",
    count(label_id)::integer as labelled,
    count(number)::integer as "with a tax number"
  from identity.customer c
    join commercial.relationship r on (r.tenant_id, r.customer_id) = (c.tenant_id, c.id)
    left join (select tenant_id, customer_id, min(label_id::text) as label_id from commercial.relationship_label group by 1, 2) l
      on (l.tenant_id, l.customer_id) = (c.tenant_id, c.id)
    left join finance.tax_registration t on (t.tenant_id, t.customer_id) = (c.tenant_id, c.id)
  where c.tenant_id = $1`;

/** Largest and smallest number of customers of an account manager. */
const MANAGERS = `
  select max(count)::integer as most, min(count)::integer as fewest from (
    select count(*) from commercial.relationship where tenant_id = $1 and account_manager_id is not null
      group by account_manager_id) m`;

/**
 * Largest share of one country among the names with the same first word: 1 if a word occurs with a
 * single country.
 */
const IN_STEP = `
  select max(share)::double precision as share from (
    select count(*)::numeric / sum(count(*)) over (partition by split_part(c.display_name, ' ', 1)) as share
      from identity.customer c join contacts.address a on (a.tenant_id, a.customer_id) = (c.tenant_id, c.id)
      where c.tenant_id = $1 group by split_part(c.display_name, ' ', 1), a.country_code) s`;

const seeded = async (count: number) => {
  const { adminUrl } = await freshDatabase({ migrated: true });
  const tenant = randomUUID();
  await query(adminUrl, SEED, [tenant, 1, count / 2]);
  await query(adminUrl, SEED, [tenant, count / 2 + 1, count]);
  return { adminUrl, tenant };
};

describe("npm run seed", () => {
  beforeAll(build);

  it("gives most customers, but not all, what customers have, and some managers many more than others", async () => {
    const { adminUrl, tenant } = await seeded(2_000);

    const [counts = {}] = await query<Record<string, number>>(adminUrl, COUNTS, [tenant]);
    const [managers] = await query<{ most: number; fewest: number }>(adminUrl, MANAGERS, [tenant]);

    const { customers, ...some } = counts;
    expect(customers).toBe(2_000);
    for (const count of Object.values(some)) {
      expect(count).toBeGreaterThan(200);
      expect(count).toBeLessThan(2_000);
    }
    expect(managers?.most).toBeGreaterThan(10 * (managers?.fewest ?? 0));
  });

  it("makes names that say nothing of the country", async () => {
    const { adminUrl, tenant } = await seeded(2_000);

    const [row] = await query<{ share: number }>(adminUrl, IN_STEP, [tenant]);

    expect(row?.share).toBeLessThan(0.6);
  });

  it("goes on where it ended", async () => {
    const { adminUrl, tenant } = await seeded(200);

    const [row] = await query<{ seeded: number }>(adminUrl, SEEDED, [tenant]);

    expect(row?.seeded).toBe(200);
  });

  it("makes the same customer of the same number", async () => {
    const one = await seeded(200);
    const other = await seeded(200);
    const NAMES = "select id, display_name, parent_id from identity.customer where tenant_id = $1 order by id";

    const rows = await query(one.adminUrl, NAMES, [one.tenant]);

    expect(rows).toEqual(await query(other.adminUrl, NAMES, [other.tenant]));
  });

  it("creates the requested number of customers, and resumes where it ended", async () => {
    const viewer = given.tenant();
    const seed = (count: number) =>
      ended("seed", ["--tenant", viewer.tenantId, "--customers", String(count)], {
        DATABASE_URL: testDatabase.adminUrl,
      });

    const first = await seed(205);
    const second = await seed(5);
    const rows = await rowsOf(viewer);

    expect(first.stdout).toMatch(/^205 customers created in .* s, number 1 to 205$/m);
    expect(second.stdout).toMatch(/number 206 to 210$/m);
    expect(rows["identity.customer"]).toBe(210);
  });
});
