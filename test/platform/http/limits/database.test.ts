import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { RuleBroken } from "../../../../subgraphs/common/user-errors.ts";
import { updateCustomer } from "../../../../subgraphs/directory/commands/index.ts";
import { admin, mark, open, running, until } from "../../../support/database-activity.ts";
import { given } from "../../../support/given.ts";
import { ask, testDatabase } from "../../../support/graph.ts";

const sleeping = (name: string, seconds = 30) => adHoc<object>(`select pg_sleep(${seconds}) as ${name}`);
const CURRENT_TENANT = adHoc<{ tenant: string }>("select current_setting('app.tenant_id') as tenant");

describe("a read that is aborted", () => {
  it("is cancelled on the server, and its connection serves another tenant", async () => {
    const database = await open(1);
    const [mine, another] = [randomUUID(), randomUUID()];
    const controller = new AbortController();
    const name = mark();
    const read = database.session(mine, undefined, controller.signal).read(sleeping(name), []);
    read.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    const began = performance.now();
    controller.abort();

    await expect(read).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await running(name)).toBe(0);
    expect(await database.session(another).read(CURRENT_TENANT, [])).toEqual([{ tenant: another }]);
    await database.close();
  });

  it("keeps its connection, which still works", async () => {
    const database = await open(1);
    const session = database.session(randomUUID());
    const PID = adHoc<{ pid: number }>("select pg_backend_pid() as pid");
    const before = await session.read(PID, []);

    for (let round = 0; round < 5; round++) {
      await expect(
        database.session(randomUUID(), undefined, AbortSignal.timeout(20)).read(sleeping(mark()), []),
      ).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    }

    expect(await session.read(PID, [])).toEqual(before);
    await database.close();
  });

  it("is never started while it waits for a connection", async () => {
    const database = await open(1);
    const holder = database.session(randomUUID()).read(sleeping(mark(), 0.4), []);
    const controller = new AbortController();
    const name = mark();
    const statements: string[] = [];
    const read = database
      .session(randomUUID(), ({ text }) => statements.push(text), controller.signal)
      .read(sleeping(name), []);
    await sleep(50);

    controller.abort();

    await expect(read).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    await holder;
    expect(await database.session(randomUUID()).read(adHoc("select 1 as one"), [])).toEqual([{ one: 1 }]);
    expect(statements).toEqual([]);
    await database.close();
  });

  it("is never started after the abort", async () => {
    const session = testDatabase.session(randomUUID(), undefined, AbortSignal.abort());

    await expect(session.read(CURRENT_TENANT, [])).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    await expect(session.write((manager) => manager.query("select 1"))).rejects.toMatchObject({
      code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
    });
  });

  it("never cancels another request's statement, however often aborts and completions coincide", async () => {
    const database = await open(3);
    const tenants = [randomUUID(), randomUUID(), randomUUID()] as const;
    const counts = { aborted: 0, answered: 0 };
    /**
     * Milliseconds after which about half of these statements have completed, adjusted to the
     * machine's load.
     */
    let half = 2;
    /** A statement of about two milliseconds, aborted at about the time it completes. */
    const hasty = async (tenant: string, round: number) => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), half * (0.5 + (round % 40) / 40));
      const name = mark();
      try {
        await database.session(tenant, undefined, controller.signal).read(sleeping(name, 0.002), []);
        counts.answered++;
        half *= 0.95;
      } catch (error) {
        expect(error).toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
        counts.aborted++;
        half *= 1.05;
      }
      clearTimeout(timer);
    };
    /** Never aborted: must be answered, and for its own tenant. */
    const patient = async (tenant: string) => {
      const rows = await database.session(tenant).read(adHoc<object>("select pg_sleep(0.001)"), []);
      expect(rows).toHaveLength(1);
      expect(await database.session(tenant).read(CURRENT_TENANT, [])).toEqual([{ tenant }]);
    };

    const hastyOnes = tenants.map(async (tenant) => {
      for (let round = 0; round < 250; round++) await hasty(tenant, round);
    });
    const patientOnes = tenants.map(async (tenant) => {
      for (let round = 0; round < 250; round++) await patient(tenant);
    });
    await Promise.all([...hastyOnes, ...patientOnes]);

    expect(counts.aborted).toBeGreaterThan(50);
    expect(counts.answered).toBeGreaterThan(50);
    await database.close();
  });
});

describe("a write that is aborted", () => {
  const insert = (manager: EntityManager, tenantId: string, id: string) =>
    manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada')", [tenantId, id]);
  const kept = async (tenantId: string) =>
    (await admin.query("select from commercial.employee where tenant_id = $1", [tenantId])).rowCount;

  it("leaves nothing behind, and releases its locks", async () => {
    const database = await open(1);
    const tenantId = randomUUID();
    const controller = new AbortController();
    const name = mark();
    const write = database.session(tenantId, undefined, controller.signal).write(async (manager) => {
      await insert(manager, tenantId, randomUUID());
      await manager.transaction((savepoint) => savepoint.query(`select pg_sleep(30) as ${name}`));
    });
    write.catch(() => undefined);
    await until(async () => (await running(name)) === 1);

    controller.abort();

    await expect(write).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    expect(await running(name)).toBe(0);
    expect(await kept(tenantId)).toBe(0);
    await database.session(tenantId).write((manager) => insert(manager, tenantId, randomUUID()));
    expect(await kept(tenantId)).toBe(1);
    await database.close();
  });

  it("starts no further statement, and is not committed, even if its work goes on", async () => {
    const tenantId = randomUUID();
    const controller = new AbortController();
    const refusals: unknown[] = [];
    const write = testDatabase.session(tenantId, undefined, controller.signal).write(async (manager) => {
      await insert(manager, tenantId, randomUUID());
      controller.abort();
      await insert(manager, tenantId, randomUUID()).catch((error) => refusals.push(error));
      return "done";
    });

    await expect(write).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    expect(refusals).toHaveLength(1);
    expect(await kept(tenantId)).toBe(0);
  });

  it("happens completely or not at all, whenever the abort comes", async () => {
    const outcomes = { whole: 0, nothing: 0 };
    const insertFive = (tenantId: string, signal?: AbortSignal) =>
      testDatabase.session(tenantId, undefined, signal).write(async (manager) => {
        for (let row = 0; row < 5; row++) await insert(manager, tenantId, randomUUID());
        return true;
      });
    await insertFive(randomUUID());
    const began = performance.now();
    await insertFive(randomUUID());
    const usual = performance.now() - began;

    for (let round = 0; round < 60 || (Math.min(outcomes.whole, outcomes.nothing) === 0 && round < 600); round++) {
      const tenantId = randomUUID();
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), (usual * (round % 60)) / 30);
      const told = await insertFive(tenantId, controller.signal).catch(() => false);
      clearTimeout(timer);

      expect(await kept(tenantId)).toBe(told ? 5 : 0);
      outcomes[told ? "whole" : "nothing"]++;
    }
    expect(outcomes.whole).toBeGreaterThan(0);
    expect(outcomes.nothing).toBeGreaterThan(0);
  });
});

describe("writers that meet in a deadlock", () => {
  const idOf = (externalId: string) => ({ externalIdentifiers: [{ source: "NETSUITE" as const, externalId }] });
  const deadlocks = async (): Promise<number> => {
    const { rows } = await admin.query("select deadlocks from pg_stat_database where datname = current_database()");
    return Number(rows[0].deadlocks);
  };

  /** Makes PostgreSQL detect deadlocks almost immediately on connections opened from now on. */
  beforeAll(() =>
    admin.query(
      `do $$ begin execute format('alter database %I set deadlock_timeout = 10', current_database()); end $$`,
    ),
  );

  it("are retried, so that swapping ids ends in responses", async () => {
    const database = await open(6);
    const viewer = given.tenant();
    const ids = [await given.customer(viewer, idOf("A")), await given.customer(viewer, idOf("B"))] as const;
    const before = await deadlocks();
    /** Gives up its own id, waits until the other has done so too, and takes the other's. */
    const swap = (id: string, wanted: string, meet: () => Promise<void>) =>
      database.session(viewer.tenantId).write(async (manager) => {
        await updateCustomer(manager, viewer, id, { externalIdentifiers: [] });
        await meet();
        await updateCustomer(manager, viewer, id, idOf(wanted));
      });

    for (let round = 0; round < 30; round++) {
      let arrived = 0;
      const meet = async (): Promise<void> => {
        arrived++;
        while (arrived < 2) await sleep(1);
      };
      const [a, b] = round % 2 === 0 ? ["B", "A"] : ["A", "B"];
      const outcomes = await Promise.allSettled([swap(ids[0], a, meet), swap(ids[1], b, meet)]);

      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(RuleBroken);
      }
    }

    await until(async () => (await deadlocks()) > before);
    await database.close();
  });

  it("tell their clients only which id is taken", async () => {
    const viewer = given.tenant();
    const ids = [await given.customer(viewer, idOf("A")), await given.customer(viewer, idOf("B"))] as const;
    const take = (customerId: string, externalId: string) =>
      ask(
        viewer,
        `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { code path } } }`,
        { input: { customerId, ...idOf(externalId) } },
      );

    for (let round = 0; round < 40; round++) {
      const [a, b] = round % 2 === 0 ? ["B", "A"] : ["A", "B"];
      const answers = await Promise.all([take(ids[0], a), take(ids[1], b)]);

      for (const { data, errors } of answers) {
        expect(errors).toEqual([]);
        for (const { code } of data.customerUpdate.userErrors) expect(code).toBe("TAKEN");
      }
    }
  });
});
