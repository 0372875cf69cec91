import { randomUUID } from "node:crypto";
import type { Database } from "../../../../platform/database/open.ts";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { closedGate, type Gate, mark, open, running, until } from "../../../support/database-activity.ts";

const ONE = adHoc<{ one: number }>("select 1 as one");

let database: Database;
let gate: Gate;
beforeEach(async () => {
  database = await open(10);
  gate = await closedGate();
});
afterEach(() => database.close());

/** Reads that wait at the gate, each in a request of its own. */
const reads = (tenantId: string, count: number, name: string) =>
  Array.from({ length: count }, () => {
    const session = database.session(tenantId, undefined, new AbortController().signal);
    return session.read(adHoc<object>(gate.passing(name)), []);
  });

const writes = (tenantId: string, count: number, name: string, inTurn = false) =>
  Array.from({ length: count }, () =>
    database.session(tenantId).write((manager) => manager.query(gate.passing(name)), { inTurn }),
  );

const readsAndWrites = async (tenantId: string): Promise<void> => {
  const session = database.session(tenantId);
  expect(await session.read(ONE, [])).toEqual([{ one: 1 }]);
  expect(await session.write((manager) => manager.query("select 1 as one"))).toEqual([{ one: 1 }]);
};

const pass = async (...waiting: readonly Promise<unknown>[][]): Promise<void> => {
  await gate.open();
  await Promise.all(waiting.flat());
};

describe("One tenant that takes every connection it can get", () => {
  it("gets half of them for its reads, and others read and write meanwhile", async () => {
    const [name, attacker] = [mark(), randomUUID()];
    const waiting = reads(attacker, 40, name);
    await until(async () => (await running(name)) === 5);

    await readsAndWrites(randomUUID());

    expect(await running(name)).toBe(5);
    await pass(waiting);
  });

  it("gets four for one request, however many statements that has, and its other requests get the rest", async () => {
    const [name, other, attacker] = [mark(), mark(), randomUUID()];
    const session = database.session(attacker, undefined, new AbortController().signal);
    const waiting = Array.from({ length: 20 }, () => session.read(adHoc<object>(gate.passing(name)), []));
    await until(async () => (await running(name)) === 4);

    const others = reads(attacker, 1, other);
    await until(async () => (await running(other)) === 1);

    expect(await running(name)).toBe(4);
    await pass(waiting, others);
  });

  it("gets four for all sessions of one request together", async () => {
    const [name, attacker] = [mark(), randomUUID()];
    const { signal } = new AbortController();
    const waiting = Array.from({ length: 5 }, () => database.session(attacker, undefined, signal)).flatMap((session) =>
      Array.from({ length: 2 }, () => session.read(adHoc<object>(gate.passing(name)), [])),
    );
    await until(async () => (await running(name)) === 4);

    await readsAndWrites(attacker);

    expect(await running(name)).toBe(4);
    await pass(waiting);
  });
});

describe("Several tenants that write all they can", () => {
  it("leave connections to readers, and one to another writer", async () => {
    const name = mark();
    const [first, second] = [writes(randomUUID(), 8, name), writes(randomUUID(), 8, name)];
    await until(async () => (await running(name)) === 5);

    await readsAndWrites(randomUUID());

    expect(await running(name)).toBe(5);
    await pass(first, second);
  });

  it("get six of ten connections together, however many tenants they are", async () => {
    const name = mark();
    const tenants = Array.from({ length: 8 }, () => writes(randomUUID(), 4, name));
    await until(async () => (await running(name)) === 6);

    for (let n = 0; n < 3; n++) expect(await database.session(randomUUID()).read(ONE, [])).toEqual([{ one: 1 }]);

    expect(await running(name)).toBe(6);
    await pass(...tenants);
  });
});

describe("Writes that lock the whole tenant", () => {
  it("wait for each other without a connection", async () => {
    const [name, tenantId] = [mark(), randomUUID()];
    const waiting = writes(tenantId, 8, name, true);
    await until(async () => (await running(name)) === 1);

    await readsAndWrites(tenantId);

    expect(await running(name)).toBe(1);
    await pass(waiting);
  });

  it("do not wait for those of other tenants", async () => {
    const name = mark();
    const waiting = [writes(randomUUID(), 2, name, true), writes(randomUUID(), 2, name, true)];

    await until(async () => (await running(name)) === 2);

    await pass(...waiting);
  });
});

describe("The readiness check of the database", () => {
  it("succeeds while every connection is taken", async () => {
    const name = mark();
    const waiting = Array.from({ length: 12 }, () => reads(randomUUID(), 12, name));
    await until(async () => (await running(name)) === 10);

    await database.ping();

    await pass(...waiting);
  });

  it("succeeds again after its connection broke", async () => {
    await database.ping();
    const { admin } = await import("../../../support/database-activity.ts");
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'customer-graph readiness' and datname = current_database()`,
    );

    await until(() =>
      database.ping().then(
        () => true,
        () => false,
      ),
    );
  });
});
