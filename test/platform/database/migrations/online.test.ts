import { afterAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { schemas } from "../../../../cli/graph/schemas.ts";
import { historyOf, nameOf } from "../../../../platform/database/migrations/history.ts";
import { migrate } from "../../../../platform/database/migrations/migrate.ts";
import { createIndex, replaceIndex } from "../../../../platform/database/migrations/online.ts";
import { freshDatabase, query } from "../../../support/databases.ts";

const TENANT = "0198c0de-0000-7000-8000-00000000d200";

/** The schemas of the first version. */
const oldest = schemas.map(({ name, migrations }) => ({ name, migrations: migrations.slice(0, 1) }));
const later = historyOf(schemas)
  .map(nameOf)
  .filter((name) => !historyOf(oldest).map(nameOf).includes(name));

const CUSTOMERS = `
  with c as (select gen_random_uuid() as id, gen_random_uuid() as party, n from generate_series(1, 300) n),
    p as (insert into identity.party (tenant_id, id, kind, name) select '${TENANT}', party, 'ORGANIZATION', 'Firm ' || n from c),
    i as (insert into identity.customer (tenant_id, id, party_id, display_name, visibility_mode, account_number)
      select '${TENANT}', id, party, 'Firm ' || n, 'GLOBAL', 'A-' || n from c),
    f as (insert into finance.profile (tenant_id, customer_id, tax_exempt, send_invoice_reminders) select '${TENANT}', id, false, false from c),
    a as (insert into contacts.account (tenant_id, customer_id, primary_email) select '${TENANT}', id, 'mail@firm.example' from c)
  insert into commercial.relationship (tenant_id, customer_id, funnel_stage, relation_kind, is_former, is_closed, mailing_opt_out)
    select '${TENANT}', id, 'LEAD', 'CUSTOMER', false, false, false from c`;

const TABLES = [
  "identity.customer",
  "identity.party",
  "commercial.relationship",
  "finance.profile",
  "contacts.account",
  "directory.idempotency",
];

const open: Client[] = [];
const connect = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  client.on("error", () => undefined); // If a test fails, its database is dropped while it is connected.
  await client.connect();
  open.push(client);
  return client;
};

afterAll(async () => {
  for (const client of open) await client.end();
});

/** An open transaction that has read every table. */
const longReader = async (url: string): Promise<{ end(): Promise<unknown> }> => {
  const client = await connect(url);
  await client.query("begin isolation level repeatable read");
  for (const table of TABLES) await client.query(`select count(*) from ${table}`);
  return { end: () => client.query("commit") };
};

/** Reads every table in turn. PostgreSQL aborts a read that waits for a lock for three seconds. */
const load = async (url: string) => {
  const client = await connect(url);
  await client.query("set lock_timeout = '3s'");
  const state = { reads: 0, refused: [] as string[], ended: false };
  const running = (async () => {
    for (let turn = 0; !state.ended; turn++) {
      const table = TABLES[turn % TABLES.length];
      await client
        .query(`select count(*) from ${table}`)
        .then(() => state.reads++)
        .catch((error: Error) => state.refused.push(`${table}: ${error.message}`));
    }
  })();
  return {
    state,
    end: async () => {
      state.ended = true;
      await running;
    },
  };
};

/** Waits until a query returns a row. */
const until = async (url: string, text: string, values: unknown[] = []): Promise<void> => {
  for (;;) if ((await query(url, text, values)).length > 0) return;
};

const olderDatabase = async (): Promise<string> => {
  const { adminUrl } = await freshDatabase({ migrated: false });
  await migrate(adminUrl, oldest);
  await query(adminUrl, CUSTOMERS);
  return adminUrl;
};

describe("Migrating from the oldest schema", () => {
  it("beside load and an open transaction, makes no read wait for three seconds, and ends after that transaction", async () => {
    const url = await olderDatabase();
    const reader = await longReader(url);
    const loads = await Promise.all(Array.from({ length: 4 }, () => load(url)));
    const reported: string[] = [];
    let retries = 0;
    let onRetry = (): void => undefined;
    const retriedTwice = new Promise<void>((resolve) => {
      onRetry = resolve;
    });
    const migrating = migrate(url, schemas, {
      report: (message) => {
        reported.push(message);
        if (message.endsWith("trying again") && ++retries === 2) onRetry();
      },
    });

    await retriedTwice;
    const ranMeanwhile = await query(url, "select name from identity.migrations");
    await reader.end();
    const ran = await migrating;
    for (const { end } of loads) await end();

    expect(ranMeanwhile).toHaveLength(1);
    expect(reported).toContain("others have waited for this step for too long: it is cancelled, and tried again");
    expect(loads.flatMap(({ state }) => state.refused)).toEqual([]);
    expect(Math.min(...loads.map(({ state }) => state.reads))).toBeGreaterThan(0);
    expect(ran).toEqual(later);
    expect(await query(url, "select from pg_index where not indisvalid")).toEqual([]);
  }, 180_000);

  it("gives up eventually, says so, and resumes from there the next time", async () => {
    const url = await olderDatabase();
    const reader = await longReader(url);

    const migrating = migrate(url, schemas, { timeoutMs: 0 });

    await expect(migrating).rejects.toThrow(
      /^identity\.CompleteIdentity1763800000000 could not run: other transactions blocked it for too long \(canceling statement due to lock timeout\)\. The steps before/,
    );
    await reader.end();
    expect(await migrate(url, schemas)).toEqual(later);
  }, 120_000);
});

/** The subgraphs' schemas, with one more migration in identity. */
const withTrial = (up: (runner: QueryRunner) => Promise<void>) => {
  class Trial1999999999999 implements MigrationInterface {
    readonly transaction = false;
    up = up;
    async down(): Promise<void> {}
  }
  return schemas.map(({ name, migrations }) => ({
    name,
    migrations: name === "identity" ? [...migrations, Trial1999999999999] : migrations,
  }));
};

const INVALID = "select from pg_index where indexrelid = to_regclass('identity.trial') and not indisvalid";
const DEFINITION =
  "select pg_get_indexdef(indexrelid) as text from pg_index where indexrelid = to_regclass('identity.trial') and indisvalid";

describe("A step that is a transaction of its own", () => {
  it("is rolled back when it blocks others, and retried", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    const reader = await longReader(adminUrl);
    const alter = "begin; alter table identity.party add column trial text; commit";
    let onRetry = (): void => undefined;
    const retried = new Promise<void>((resolve) => {
      onRetry = resolve;
    });
    const schemas = withTrial(async (runner) => {
      await runner.query(alter);
    });
    const migrating = migrate(adminUrl, schemas, { report: () => onRetry() });

    await retried;
    await reader.end();

    expect(await migrating).toEqual(["identity.Trial1999999999999"]);
  });
});

describe("An index on a table in use", () => {
  it("waits for older transactions, and lets reads and writes through meanwhile", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    const reader = await longReader(adminUrl);
    const building = migrate(
      adminUrl,
      withTrial((runner) => createIndex(runner, "identity.trial", "identity.party (tenant_id, kind)")),
    );
    await until(adminUrl, INVALID);
    await until(adminUrl, "select from pg_locks where locktype = 'virtualxid' and not granted");

    const other = await connect(adminUrl);
    await other.query("set lock_timeout = '1s'");
    await other.query(
      "insert into identity.party (tenant_id, id, kind, name) values ($1, gen_random_uuid(), 'ORGANIZATION', 'New')",
      [TENANT],
    );
    const { rows } = await other.query("select count(*)::integer as count from identity.party");

    expect(rows).toEqual([{ count: 1 }]);
    expect(await query(adminUrl, INVALID)).toHaveLength(1);
    await reader.end();
    expect(await building).toEqual(["identity.Trial1999999999999"]);
    expect(await query(adminUrl, DEFINITION)).toHaveLength(1);
  });

  it("is rebuilt where a failed build left an invalid one", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    for (const name of ["One", "Two"])
      await query(
        adminUrl,
        "insert into identity.party (tenant_id, id, kind, name) values ($1, gen_random_uuid(), 'ORGANIZATION', $2)",
        [TENANT, name],
      );
    const unique = withTrial((runner) =>
      createIndex(runner, "identity.trial", "identity.party (tenant_id, kind)", { unique: true }),
    );
    await expect(migrate(adminUrl, unique)).rejects.toThrow("could not create unique index");
    expect(await query(adminUrl, INVALID)).toHaveLength(1);

    await migrate(
      adminUrl,
      withTrial((runner) => createIndex(runner, "identity.trial", "identity.party (tenant_id, kind)")),
    );

    expect(await query(adminUrl, DEFINITION)).toEqual([
      { text: "CREATE INDEX trial ON identity.party USING btree (tenant_id, kind)" },
    ]);
  });

  it("is replaced under its name, even after an interrupted replacement", async () => {
    const { adminUrl } = await freshDatabase({ migrated: true });
    await query(adminUrl, "create index trial_new on identity.party (tenant_id, kind, id)");

    await migrate(
      adminUrl,
      withTrial((runner) => replaceIndex(runner, "identity.trial", "identity.party (tenant_id, kind, id)")),
    );

    expect(await query(adminUrl, DEFINITION)).toEqual([
      { text: "CREATE INDEX trial ON identity.party USING btree (tenant_id, kind, id)" },
    ]);
    expect(await query(adminUrl, "select to_regclass('identity.trial_new') as left")).toEqual([{ left: null }]);
  });
});
