import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { launchPostgres } from "../../../platform/database/embedded/index.ts";
import { adHoc } from "../../../platform/database/session/statement.ts";
import { admin, mark, open, running, until } from "../../support/database-activity.ts";
import { query } from "../../support/databases.ts";
import { openFolder } from "../../support/embedded-scratch.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { serveLimited } from "../../support/limited-graph.ts";

const ONE = adHoc<{ one: number }>("select 1 as one");
const CODE = "DOWNSTREAM_SERVICE_UNAVAILABLE";
const UNAVAILABLE = { code: CODE, extensions: { retryAfter: 1 } };
const CUSTOMERS = "{ customers(first: 5) { nodes { id displayName } } }";

const sleeping = (name: string) => adHoc<object>(`select pg_sleep(60) as ${name}`);
const raising = (code: string) => adHoc<object>(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`);

const terminate = (what: string) =>
  admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and ${what}`);
const ofThisDatabase = "datname = current_database()";

/** A database whose reported errors are recorded. */
const watched = async () => {
  const complaints: Error[] = [];
  const database = await open(2, { onUnavailable: (error) => complaints.push(error) });
  return { database, session: database.session(randomUUID()), complaints };
};

/** Refuses new connections to the test database and ends the existing ones during the work. */
const withoutConnections = async (work: () => Promise<void>): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>("select current_database() as name");
  const limit = (most: number) => admin.query(`alter database "${rows[0]?.name}" connection limit ${most}`);
  await limit(0);
  try {
    await terminate(ofThisDatabase);
    await until(async () => (await admin.query(`select from pg_stat_activity where ${ofThisDatabase}`)).rowCount === 1);
    await work();
  } finally {
    await limit(-1);
  }
};

describe("A database that disconnects", () => {
  it("is unavailable for the current read, and answers the next", async () => {
    const { database, session, complaints } = await watched();
    const name = mark();
    const read = session.read(sleeping(name), []);
    read.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    await terminate(`position('${name}' in query) > 0`);

    await expect(read).rejects.toMatchObject(UNAVAILABLE);
    expect(complaints).toHaveLength(1);
    expect(await session.read(ONE, [])).toEqual([{ one: 1 }]);
    await database.close();
  });

  it("has written nothing of an unfinished write, and says so", async () => {
    const { database } = await watched();
    const [tenantId, name] = [randomUUID(), mark()];
    const write = database.session(tenantId).write(async (manager) => {
      await manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada')", [
        tenantId,
        randomUUID(),
      ]);
      await manager.query(`select pg_sleep(60) as ${name}`);
    });
    write.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    await terminate(`position('${name}' in query) > 0`);

    await expect(write).rejects.toMatchObject({
      ...UNAVAILABLE,
      message: expect.stringContaining("Nothing was written"),
    });
    await expect(write).rejects.not.toHaveProperty("extensions.outcome");
    const { rowCount } = await admin.query("select from commercial.employee where tenant_id = $1", [tenantId]);
    expect(rowCount).toBe(0);
    await database.close();
  });

  it("is unavailable for a write that continues after its connection is gone", async () => {
    const { database } = await watched();
    const name = mark();
    const write = database.session(randomUUID()).write(async (manager) => {
      await manager.query(`select pg_sleep(60) as ${name}`).catch(() => undefined);
      await manager.queryRunner?.release();
      await manager.query("select 1");
    });
    write.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    await terminate(`position('${name}' in query) > 0`);

    await expect(write).rejects.toMatchObject(UNAVAILABLE);
    await database.close();
  });

  it("reports an unknown outcome for a write whose commit was sent", async () => {
    await admin.query(`
      create table public.slow_commit (id uuid);
      grant insert on public.slow_commit to public;
      create function public.slow_commit() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$;
      create constraint trigger slow after insert on public.slow_commit deferrable initially deferred
        for each row execute function public.slow_commit()`);
    const { database, complaints } = await watched();
    const write = database
      .session(randomUUID())
      .write((manager) => manager.query("insert into public.slow_commit values (gen_random_uuid())"));
    write.catch(() => undefined);
    const committing = `${ofThisDatabase} and query = 'COMMIT' and state = 'active'`;
    await until(async () => (await admin.query(`select from pg_stat_activity where ${committing}`)).rowCount === 1);

    await terminate(committing);

    await expect(write).rejects.toMatchObject({ code: CODE, extensions: { outcome: "UNKNOWN" } });
    expect(complaints).toHaveLength(1);
    await database.close();
  });
});

describe("A database error", () => {
  it.each([
    ["57P01", "that it is shut down"],
    ["57P03", "that it starts"],
    ["53100", "that the disk is full"],
    ["53200", "that there is no memory"],
    ["53300", "that there are too many connections"],
    ["25006", "that it is a standby now"],
    ["57014", "that a statement took too long"],
    ["55P03", "that a lock did not come"],
    ["40001", "that others were in the way"],
  ])("%s, %s, means unavailable", async (code) => {
    const { database, session, complaints } = await watched();

    await expect(session.read(raising(code), [])).rejects.toMatchObject(UNAVAILABLE);

    expect(complaints).toHaveLength(1);
    await database.close();
  });

  it.each(["42P01", "22003", "23505", "XX000"])("%s does not", async (code) => {
    const { database, session, complaints } = await watched();

    await expect(session.read(raising(code), [])).rejects.toMatchObject({ code });

    expect(complaints).toEqual([]);
    await database.close();
  });
});

describe("A graph whose database accepts no connection", () => {
  it("reports that in place of fields, with the seconds to wait, and recovers", async () => {
    const viewer = given.tenant();
    await given.customer(viewer);

    await withoutConnections(async () => {
      const { errors } = await ask(viewer, CUSTOMERS);

      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: CODE, service: "directory", retryAfter: 1 }]);
    });

    expect((await ask(viewer, CUSTOMERS)).data.customers.nodes).toHaveLength(1);
  });

  it("responds with the matching HTTP status if there is no data", async () => {
    const graph = await serveLimited();

    await withoutConnections(async () => {
      const response = await fetch(graph.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: CUSTOMERS }),
      });

      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("1");
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: CODE, retryAfter: 1 } }] });
    });
    await graph.stop();
  });
});

describe("A server that is stopped", () => {
  it("is unavailable, and logs no bug", async () => {
    const postgres = await launchPostgres({ dataDir: join(openFolder(), "postgres"), durable: false });
    await query(postgres.adminUrl, "select 1");
    const complaints: Error[] = [];
    const database = await open(2, { url: postgres.appUrl, onUnavailable: (error) => complaints.push(error) });
    const session = database.session(randomUUID());
    const name = mark();
    const read = session.read(sleeping(name), []);
    read.catch(() => undefined);
    const isRunning = `select from pg_stat_activity where position('${name}' in query) > 0 and pid <> pg_backend_pid()`;
    await until(async () => (await query(postgres.adminUrl, isRunning)).length === 1);

    await postgres.stop();

    await expect(read).rejects.toMatchObject(UNAVAILABLE);
    await expect(session.read(ONE, [])).rejects.toMatchObject(UNAVAILABLE);
    await expect(session.write((manager) => manager.query("select 1"))).rejects.toMatchObject(UNAVAILABLE);
    expect(complaints).toHaveLength(3);
    await database.close();
  });
});
