import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { type Database, type OpenOptions, openDatabase } from "../../../../platform/database/open.ts";
import type { ReplicaState } from "../../../../platform/database/replica/observe-replica.ts";
import { adHoc, prepared } from "../../../../platform/database/session/statement.ts";
import { startPgbouncer, whyNoPgbouncer } from "../../../support/pgbouncer.ts";
import { type Replication, startReplication } from "../../../support/replica.ts";
import { AUTH_SECRET } from "../../../support/secrets.ts";
import { ask, build, cleanUp, type Environment, serve } from "../../../support/server-process.ts";
import { legitimateHeaders } from "../../../support/tenancy/impostors.ts";

jest.setTimeout(120_000);

const MAX_LAG = 3_600_000;

/** Which server answered the read, and which rows of the session's tenant it has. */
const STATE = prepared<{ replica: boolean; names: string[]; user: string }>(
  "replica_test_state",
  `select pg_is_in_recovery() as replica, current_user as user, array(select name from commercial.employee order by name) as names`,
);

let replication: Replication;
let reads: string[] = [];
let changes: ReplicaState[] = [];
let failures: Error[] = [];
const databases: Database[] = [];

const open = async (
  replicaUrl = replication.replica.appUrl,
  maxLag = MAX_LAG,
  options: Partial<OpenOptions> = {},
): Promise<Database> => {
  const database = await openDatabase({
    ...options,
    url: replication.primary.appUrl,
    entities: subgraphs.flatMap(({ entities }) => entities),
    poolSize: 4,
    replica: {
      url: replicaUrl,
      maxLag,
      onChange: (state) => changes.push(state),
      onFailed: (error) => failures.push(error),
      countRead: (from) => reads.push(from),
    },
  });
  databases.push(database);
  return database;
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it never came to be");
    await sleep(20);
  }
};

const viewer = (tenantId: string = randomUUID(), subject: string = randomUUID()) => ({ tenantId, subject });
type Viewer = ReturnType<typeof viewer>;

/** The session of one request. */
const request = (database: Database, { tenantId, subject }: Viewer, signal = new AbortController().signal) =>
  database.session(tenantId, undefined, signal, subject);

/** What a new request sees. */
const seen = async (database: Database, who: Viewer) => (await request(database, who).read(STATE, []))[0];

const write = async (database: Database, who: Viewer, name: string): Promise<void> => {
  await request(database, who).write((manager) =>
    manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, gen_random_uuid(), $2)", [
      who.tenantId,
      name,
    ]),
  );
};

const readsFromReplica = (database: Database, who: Viewer) =>
  until(async () => (await seen(database, who))?.replica === true);

beforeAll(async () => {
  replication = await startReplication();
});
afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.close()));
  [reads, changes, failures] = [[], [], []];
  await replication.onReplica("select pg_wal_replay_resume() where pg_is_wal_replay_paused()");
});
afterAll(() => replication?.stop());

describe("Queries with a read replica", () => {
  it("are read from it, as the plain role, and show only their tenant's rows", async () => {
    const database = await open();
    const [mine, theirs] = [viewer(), viewer()];
    await write(database, mine, "Ada");
    await write(database, theirs, "Bo");

    await readsFromReplica(database, mine);

    expect(await seen(database, mine)).toEqual({ replica: true, user: "customer_graph_app", names: ["Ada"] });
    expect(reads.at(-1)).toBe("REPLICA");
    await readsFromReplica(database, theirs);
    expect((await seen(database, theirs))?.names).toEqual(["Bo"]);
  });

  it("of a writer come from the primary until the replica has the write, in any process; those of others do not", async () => {
    const [database, anotherProcess] = [await open(), await open()];
    const [writer, other] = [viewer(), viewer()];
    const colleague = viewer(writer.tenantId);
    await readsFromReplica(database, other);
    await readsFromReplica(anotherProcess, other);
    await replication.onReplica("select pg_wal_replay_pause()");

    await write(database, writer, "Ada");

    for (const each of [database, anotherProcess]) {
      expect(await seen(each, writer)).toMatchObject({ replica: false, names: ["Ada"] });
      expect(reads.at(-1)).toBe("OWN_WRITE");
      expect(await seen(each, other)).toMatchObject({ replica: true, names: [] });
      expect(await seen(each, colleague)).toMatchObject({ replica: true, names: [] });
    }

    await replication.onReplica("select pg_wal_replay_resume()");
    for (const each of [database, anotherProcess]) {
      await readsFromReplica(each, writer);
      expect((await seen(each, writer))?.names).toEqual(["Ada"]);
    }
  });

  it("of a subject of maximum length are recognized too", async () => {
    const database = await open();
    const writer = viewer(randomUUID(), "𐍈".repeat(1_020));
    await readsFromReplica(database, viewer());

    await write(database, writer, "Ada");

    expect((await seen(database, writer))?.names).toEqual(["Ada"]);
  });

  it("are read from the primary in a request that writes, whether it has written or failed", async () => {
    const database = await open();
    await readsFromReplica(database, viewer());
    const session = request(database, viewer());
    expect(await session.read(STATE, [])).toMatchObject([{ replica: true }]);

    const failing = session.write(async (manager) => {
      await manager.query("select 1 / 0");
    });

    await expect(failing).rejects.toThrow("division by zero");
    expect(await session.read(STATE, [])).toMatchObject([{ replica: false }]);
    expect(reads.at(-1)).toBe("MUTATION");
  });

  it("see no mark of a rolled-back write", async () => {
    const database = await open();
    const writer = viewer();
    await readsFromReplica(database, writer);
    await replication.onReplica("select pg_wal_replay_pause()");

    const failing = request(database, writer).write((manager) => manager.query("select 1 / 0"));

    await expect(failing).rejects.toThrow("division by zero");
    expect(await seen(database, writer)).toMatchObject({ replica: true });
    await replication.onReplica("select pg_wal_replay_resume()");
  });

  it("are read from the primary when the replica fails", async () => {
    const database = await open();
    const reader = viewer();
    await readsFromReplica(database, reader);
    const session = request(database, reader);

    const rows = await session.read(adHoc("select 1 / (not pg_is_in_recovery())::int as one"), []);

    expect(rows).toEqual([{ one: 1 }]);
    expect(failures.map(({ message }) => message)).toEqual(["division by zero"]);
    expect(reads.at(-1)).toBe("FAILED");
    expect(await session.read(STATE, [])).toMatchObject([{ replica: false }]);
    expect(await seen(database, reader)).toMatchObject({ replica: true });
  });

  it("without a request, such as an export, are read from the primary", async () => {
    const database = await open();
    const reader = viewer();
    await readsFromReplica(database, reader);

    const rows = await database.session(reader.tenantId, undefined, undefined, reader.subject).read(STATE, []);

    expect(rows).toMatchObject([{ replica: false }]);
  });
});

describe("A read replica", () => {
  it("that is too far behind is not used until it has caught up", async () => {
    const database = await open(replication.replica.appUrl, 1);
    const reader = viewer();
    await readsFromReplica(database, reader);
    await replication.onReplica("select pg_wal_replay_pause()");
    await write(database, viewer(), "Ada");

    await until(async () => (await seen(database, reader))?.replica === false && reads.at(-1) === "BEHIND");

    expect(changes.at(-1)).toMatchObject({ fault: "BEHIND", error: new Error("it is more than 0.001 seconds behind") });
    await replication.onReplica("select pg_wal_replay_resume()");
    await readsFromReplica(database, reader);
  });

  it.each([
    ["another server", () => process.env.TEST_POSTGRES_APP_URL ?? "", "it holds another database than DATABASE_URL"],
    [
      "another database of the server",
      () => replication.replica.adminUrl.replace(/\/customer_graph_test\?/, "/postgres?"),
      "it holds another database than DATABASE_URL",
    ],
    ["the primary itself", () => replication.primary.adminUrl, "it does not follow another server"],
    ["nobody", () => "postgres://nobody@127.0.0.1:1/none", "connect ECONNREFUSED 127.0.0.1:1"],
  ])("that is %s is reported, and never used", async (_, url, message) => {
    const database = await open(url());

    await until(() => changes.length > 0);

    expect(changes.map((state) => !state.usable && state.error.message)).toEqual([message]);
    expect(await seen(database, viewer())).toMatchObject({ replica: false });
  });

  it("can be killed and restarted under load without an error to any client", async () => {
    const database = await open();
    const reader = viewer();
    await readsFromReplica(database, reader);
    let [asking, answered] = [true, 0];
    const load = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (asking) {
          await seen(database, reader);
          answered++;
        }
      }),
    );

    replication.killReplica();
    await until(() => changes.at(-1)?.usable === false);
    const answeredBefore = answered;
    await until(() => answered > answeredBefore + 20);
    expect(changes.at(-1)).toMatchObject({ fault: "DOWN" });
    expect(reads.at(-1)).toBe("DOWN");

    await replication.startReplica();
    await until(() => reads.at(-1) === "REPLICA");

    asking = false;
    await load;
    expect(changes.at(-1)).toMatchObject({ usable: true });
  });

  it("can freeze during a statement, and the primary answers its reader", async () => {
    const database = await open();
    const reader = viewer();
    await readsFromReplica(database, reader);
    const running = request(database, reader).read(
      adHoc<{ replica: boolean }>(
        "select pg_is_in_recovery() as replica, pg_sleep(case when pg_is_in_recovery() then 600 else 0 end)",
      ),
      [],
    );
    await until(async () => {
      const [row] = await replication.onReplica(
        "select 1 as n from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()",
      );
      return row !== undefined;
    });

    const thaw = await replication.freezeReplica();

    expect(await running).toMatchObject([{ replica: false }]);
    expect(failures.map(({ message }) => message)).toContain("the replica does not answer any more");
    thaw();
    await readsFromReplica(database, reader);
  });
});

const describeWithPgbouncer = whyNoPgbouncer ? describe.skip : describe;
if (whyNoPgbouncer) process.stderr.write(`The tests with PgBouncer are skipped: ${whyNoPgbouncer}.\n`);

describeWithPgbouncer("A read replica behind PgBouncer in transaction mode", () => {
  it("answers queries with the rows of their tenant only, and a writer's own once it has them", async () => {
    const { appUrl } = replication.replica;
    const pgbouncer = await startPgbouncer({ url: appUrl, mode: "transaction", size: 2 });
    const database = await open(pgbouncer.through(appUrl), MAX_LAG, { pooling: "transaction" });
    const viewers = [viewer(), viewer(), viewer()];
    for (const [n, each] of viewers.entries()) await write(database, each, `Ada ${n}`);
    const names = viewers.map((_, n) => ({ replica: true, user: "customer_graph_app", names: [`Ada ${n}`] }));
    for (const each of viewers) await readsFromReplica(database, each);

    const asked = await Promise.all(Array.from({ length: 60 }, (_, n) => seen(database, viewers[n % 3] ?? viewer())));
    await replication.onReplica("select pg_wal_replay_pause()");
    const [writer = viewer(), other = viewer()] = viewers;
    await write(database, writer, "Bo");

    expect(asked).toEqual(Array.from({ length: 60 }, (_, n) => names[n % 3]));
    expect(await seen(database, writer)).toMatchObject({ replica: false, names: ["Ada 0", "Bo"] });
    expect(await seen(database, other)).toMatchObject({ replica: true, names: ["Ada 1"] });
    await replication.onReplica("select pg_wal_replay_resume()");
    await readsFromReplica(database, writer);
    expect((await seen(database, writer))?.names).toEqual(["Ada 0", "Bo"]);

    await Promise.all(databases.splice(0).map((each) => each.close()));
    await pgbouncer.stop();
  });
});

describe("npm start with READ_DATABASE_URL", () => {
  const scopes = new Set(["customers:read", "customers:write", "admin"]);
  const CREATE = 'mutation { employeeCreate(input: { name: "Ada" }) { employee { id } userErrors { message } } }';
  const NAMES = "{ employees(first: 10) { nodes { name } } }";

  /** Sends more requests at once than one process handles, so that each worker gets some. */
  const asked = async (url: string, headers: Environment): Promise<unknown[]> => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(url, NAMES, headers)));
    return [...new Set(answers.map((answer) => JSON.stringify(answer)))].map((text) => JSON.parse(text));
  };

  const answer = (...names: string[]) => ({
    status: 200,
    data: { employees: { nodes: names.map((name) => ({ name })) } },
  });

  beforeAll(build);
  afterAll(cleanUp);

  it.each([
    ["one process", {}, 1],
    ["two workers", { WORKERS: "2" }, 2],
  ])(
    "reads from the replica in %s, and a writer's own rows from the primary until the replica has them",
    async (_, workers, count) => {
      const graph = await serve("start", [], {
        AUTH_SECRET,
        DATABASE_URL: replication.primary.appUrl,
        READ_DATABASE_URL: replication.replica.appUrl,
        READ_DATABASE_MAX_LAG: "3600",
        ...workers,
      });
      const tenantId = randomUUID();
      const headersOf = (subject: string) =>
        legitimateHeaders(AUTH_SECRET, { tenantId, subject, workspaceIds: [], workspaceId: null, scopes });
      const [writer, colleague] = [await headersOf("writer"), await headersOf("colleague")];
      await until(() => graph.stderr().split("queries are read from the replica").length > count);
      await replication.onReplica("select pg_wal_replay_pause()");

      const created = await ask(graph.url, CREATE, writer);

      expect(created).toEqual({
        status: 200,
        data: { employeeCreate: { employee: { id: expect.any(String) }, userErrors: [] } },
      });
      expect(await asked(graph.url, writer)).toEqual([answer("Ada")]);
      expect(await asked(graph.url, colleague)).toEqual([answer()]);
      await replication.onReplica("select pg_wal_replay_resume()");
      await until(async () => JSON.stringify(await asked(graph.url, colleague)) === JSON.stringify([answer("Ada")]));
      expect(await asked(graph.url, writer)).toEqual([answer("Ada")]);

      graph.child.kill("SIGTERM");
      expect(await graph.exit).toBe(0);
    },
  );
});
