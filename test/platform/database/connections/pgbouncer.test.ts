import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Database, OpenOptions } from "../../../../platform/database/open.ts";
import { adHoc, prepared } from "../../../../platform/database/session/statement.ts";
import { mark, open, running, until } from "../../../support/database-activity.ts";
import { given } from "../../../support/given.ts";
import { testDatabase } from "../../../support/graph.ts";
import { type Pgbouncer, startPgbouncer, whyNoPgbouncer } from "../../../support/pgbouncer.ts";
import { ask, build, cleanUp, ended, serve } from "../../../support/server-process.ts";

const describeWithPgbouncer = whyNoPgbouncer ? describe.skip : describe;
if (whyNoPgbouncer) process.stderr.write(`The tests with PgBouncer are skipped: ${whyNoPgbouncer}.\n`);

/** Has no tenant predicate: only row-level security keeps out other tenants' rows. */
const ALL = adHoc<{ tenant: string }>("select tenant_id as tenant, pg_sleep(0.001) from identity.customer");
const NAMED = prepared<{ one: number }>("pgbouncer_test_one", "select 1 as one");
const STATE = adHoc<Record<string, string>>(
  `select current_user as "user", current_setting('TimeZone') as zone, current_setting('statement_timeout') as statement,
     current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle`,
);

const startAndOpen = async (
  mode: "session" | "transaction",
  { size, connections = size }: { readonly size: number; readonly connections?: number },
  options: Partial<OpenOptions> = {},
): Promise<{ pgbouncer: Pgbouncer; database: Database; close: () => Promise<void> }> => {
  const pgbouncer = await startPgbouncer({ url: testDatabase.appUrl, mode, size });
  // A superuser, so that only the role it assumes restricts it.
  const url = pgbouncer.through(testDatabase.adminUrl);
  const database = await open(connections, { url, pooling: mode, statementTimeout: 35_000, ...options });
  const close = async () => {
    await database.close();
    await pgbouncer.stop();
  };
  return { pgbouncer, database, close };
};

describeWithPgbouncer.each([
  ["session", { size: 9, connections: 6 }],
  ["transaction", { size: 3, connections: 6 }],
] as const)("Through PgBouncer that pools by %s, the database", (mode, sizes) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => ({ database, close } = await startAndOpen(mode, sizes)));
  afterAll(() => close());

  it("shows each of many tenants all of its own rows and no others", async () => {
    const viewers = [given.tenant(), given.tenant(), given.tenant()];
    const counts = [1, 2, 3];
    for (const [index, viewer] of viewers.entries())
      for (let n = 0; n < (counts[index] ?? 0); n++) await given.customer(viewer);

    const asked = Array.from({ length: 300 }, async (_, n) => {
      const { tenantId = "" } = viewers[n % 3] ?? {};
      const rows = await database.session(tenantId).read(ALL, []);
      expect(rows.map(({ tenant }) => tenant)).toEqual(Array.from({ length: counts[n % 3] ?? 0 }, () => tenantId));
    });

    await Promise.all(asked);
  });

  it("acts as the plain role, in UTC, with every timeout, for reads and writes", async () => {
    const session = database.session(randomUUID());
    const state = { user: "customer_graph_app", zone: "UTC", statement: "35s", lock: "5s", idle: "10s" };

    expect(await session.read(STATE, [])).toEqual([state]);
    const text = STATE.text(null as never);
    expect(await session.write((manager) => manager.query(text))).toEqual([state]);
  });

  it("writes completely or not at all", async () => {
    const viewer = given.tenant();
    const insert = (name: string | null) =>
      database
        .session(viewer.tenantId)
        .write((manager) =>
          manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada'), ($1, $3, $4)", [
            viewer.tenantId,
            randomUUID(),
            randomUUID(),
            name,
          ]),
        );
    const kept = () => database.session(viewer.tenantId).read(adHoc<object>("select from commercial.employee"), []);

    await expect(insert(null)).rejects.toMatchObject({ code: "23502" });
    expect(await kept()).toHaveLength(0);

    await insert("Bo");
    expect(await kept()).toHaveLength(2);
  });

  it("reports why a statement failed, and continues", async () => {
    const session = database.session(randomUUID());

    await expect(session.read(adHoc("select 1 / 0"), [])).rejects.toMatchObject({ code: "22012" });

    expect(await session.read(NAMED, [])).toEqual([{ one: 1 }]);
  });

  it("cancels the statement of an aborted request on the server", async () => {
    const [controller, name] = [new AbortController(), mark()];
    const read = database
      .session(randomUUID(), undefined, controller.signal)
      .read(adHoc<object>(`select pg_sleep(600) as ${name}`), []);
    read.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    controller.abort();

    await expect(read).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    await until(async () => (await running(name)) === 0);
  });

  it("never cancels another request's statement", async () => {
    const patient = adHoc<object>("select pg_sleep(0.002)");
    const long = adHoc<object>("select pg_sleep(0.5)");
    let aborted = 0;
    /** A statement that ends at about the time it is aborted, or long after. */
    const hasty = async (round: number): Promise<void> => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), (round % 20) / 5);
      const read = database
        .session(randomUUID(), undefined, controller.signal)
        .read(round % 2 === 0 ? patient : long, []);
      await read.catch(() => aborted++);
      clearTimeout(timer);
    };

    for (let round = 0; round < 150; round++) {
      await Promise.all([hasty(round), database.session(randomUUID()).read(patient, [])]);
    }

    expect(aborted).toBeGreaterThan(10);
  }, 120_000);

  it("answers the readiness check", async () => {
    await database.ping();
  });
});

describeWithPgbouncer("Through PgBouncer that pools by transaction, the database", () => {
  it("leaves neither tenant nor role on the server's connections", async () => {
    const { pgbouncer, database, close } = await startAndOpen("transaction", { size: 1 });
    const session = database.session(randomUUID());
    await session.read(NAMED, []);
    await session.write((manager) => manager.query("select 1"));
    await expect(session.read(adHoc("select 1 / 0"), [])).rejects.toMatchObject({ code: "22012" });
    const next = new Client({ connectionString: pgbouncer.through(testDatabase.adminUrl) });
    await next.connect();

    const { rows } = await next.query(
      `select current_user as user, coalesce(current_setting('app.tenant_id', true), '') as tenant,
         current_setting('statement_timeout') as statement`,
    );

    expect(rows).toEqual([{ user: "postgres", tenant: "", statement: "0" }]);
    await next.end();
    await close();
  });

  it("prepares no statements unless told that the pooler supports them", async () => {
    const PREPARED = adHoc<{ name: string }>(
      "select name from pg_prepared_statements where name = 'pgbouncer_test_one'",
    );
    const { database, close } = await startAndOpen("transaction", { size: 1, connections: 1 });
    const direct = await open(1, { pooling: "transaction", preparedStatements: true });
    const namesIn = async (each: Database) => {
      const session = each.session(randomUUID());
      await session.read(NAMED, []);
      return session.read(PREPARED, []);
    };

    expect(await namesIn(database)).toEqual([]);
    expect(await namesIn(direct)).toEqual([{ name: "pgbouncer_test_one" }]);

    await close();
    await direct.close();
  });

  it("is not opened in session mode", async () => {
    for (const size of [1, 4]) {
      const pgbouncer = await startPgbouncer({ url: testDatabase.appUrl, mode: "transaction", size });

      await expect(open(2, { url: pgbouncer.through(testDatabase.appUrl) })).rejects.toThrow(
        /^DATABASE_URL leads to a connection pooler .* Set DATABASE_POOLING to transaction/,
      );

      await pgbouncer.stop();
    }
  });
});

describeWithPgbouncer("Through PgBouncer that pools by statement, the database", () => {
  it.each(["session", "transaction"] as const)("is not opened, with pooling by %s", async (pooling) => {
    const pgbouncer = await startPgbouncer({ url: testDatabase.appUrl, mode: "statement", size: 2 });

    await expect(open(2, { url: pgbouncer.through(testDatabase.appUrl), pooling })).rejects.toThrow();

    await pgbouncer.stop();
  });
});

describeWithPgbouncer("A graph behind PgBouncer that pools by transaction", () => {
  const env = (pgbouncer: Pgbouncer) => ({ DATABASE_URL: pgbouncer.through(testDatabase.appUrl), LOG_LEVEL: "error" });
  let pgbouncer: Pgbouncer;
  beforeAll(async () => {
    await build();
    pgbouncer = await startPgbouncer({ url: testDatabase.appUrl, mode: "transaction", size: 3 });
  });
  afterAll(async () => {
    await cleanUp();
    await pgbouncer.stop();
  });

  it("answers from all facets, and writes", async () => {
    const { url } = await serve("start", [], { ...env(pgbouncer), DATABASE_POOLING: "transaction", DEMO: "1" });
    const created = await ask(
      url,
      `mutation { customerCreate(input: { displayName: "Behind a pooler" }) { customer { displayName } userErrors { code } } }`,
    );
    const { data, errors } = await ask(
      url,
      `{ customers(first: 20) { nodes { displayName relationship { funnelStage } finance { taxNumber } primaryContact { name } } } }`,
    );

    expect(created.data).toEqual({
      customerCreate: { customer: { displayName: "Behind a pooler" }, userErrors: [] },
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ customers: { nodes: expect.arrayContaining([expect.anything()]) } });
  });

  it("says at the start which setting it lacks", async () => {
    const { code, stderr } = await ended("start", [], env(pgbouncer));

    expect(code).toBe(1);
    expect(stderr).toContain("Set DATABASE_POOLING to transaction, or have the pooler keep sessions.");
  });
});
