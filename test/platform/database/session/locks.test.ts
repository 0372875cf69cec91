import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { admin, closedGate, mark, open, running, until } from "../../../support/database-activity.ts";
import { given } from "../../../support/given.ts";
import { ask, testDatabase } from "../../../support/graph.ts";
import { lockHolder } from "../../../support/lock-holder.ts";

const RENAME = `mutation ($id: ID!) {
  customerUpdate(input: { customerId: $id, displayName: "Later" }) { customer { displayName } userErrors { code } }
}`;

const touching = (tenantId: string, id: string): string =>
  `select from identity.customer where tenant_id = '${tenantId}' and id = '${id}' for no key update`;

describe("A process with a customer's lock", () => {
  const holders: ChildProcess[] = [];
  afterAll(() => holders.forEach((holder) => void holder.kill("SIGKILL")));

  const holding = async (then?: string) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const { tenantId } = viewer;
    const holder = await lockHolder({ url: testDatabase.appUrl, tenantId, take: touching(tenantId, id), then });
    holders.push(holder);
    const change = async () => {
      const { data, errors } = await ask(viewer, RENAME, { id });
      expect(errors).toEqual([]);
      return data.customerUpdate;
    };
    return { holder, change };
  };
  const LATER = { customer: { displayName: "Later" }, userErrors: [] };

  it("loses it when it is frozen", async () => {
    const { holder, change } = await holding();

    holder.kill("SIGSTOP");

    expect(await change()).toEqual(LATER);
  });

  it("loses it when it is killed, even if the server is busy with its statement", async () => {
    const name = mark();
    const { holder, change } = await holding(`select pg_sleep(600) as ${name}`);
    await until(async () => (await running(name)) === 1);

    holder.kill("SIGKILL");

    expect(await change()).toEqual(LATER);
    expect(await running(name)).toBe(0);
  });
});

describe("A write that waits for a lock too long", () => {
  it("returns its connection meanwhile, and finally asks the client to retry", async () => {
    const database = await open(3, { lockTimeout: 50 });
    const [gate, name] = [await closedGate(), mark()];
    let attempts = 0;

    const write = database.session(randomUUID()).write((manager) => {
      attempts++;
      return manager.query(gate.passing(name));
    });

    await expect(write).rejects.toMatchObject({
      code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
      message: "Other changes to the same data are taking too long. Try again.",
    });
    expect(attempts).toBe(4);
    await gate.open();
    await database.close();
  });

  it("is retried, and succeeds when the lock is free", async () => {
    const database = await open(3, { lockTimeout: 50 });
    const [gate, name] = [await closedGate(), mark()];
    let attempts = 0;

    const write = database.session(randomUUID()).write(async (manager) => {
      if (++attempts === 2) await gate.open();
      return manager.query(gate.passing(name));
    });

    expect(await write).toHaveLength(1);
    expect(attempts).toBe(2);
    await database.close();
  });
});

describe("The connections of a process", () => {
  it("name their process, and end statements that nobody waits for", async () => {
    const database = await open(3, { applicationName: "customer-graph subgraph finance", statementTimeout: 35_000 });
    const settings = await database.session(randomUUID()).write((manager) =>
      manager.query(
        `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout',
             'idle_in_transaction_session_timeout', 'client_connection_check_interval') order by name`,
      ),
    );
    await database.ping();

    const { rows } = await admin.query(
      `select distinct application_name as name from pg_stat_activity
         where datname = current_database() and application_name like 'customer-graph subgraph finance%' order by 1`,
    );

    expect(rows.map(({ name }) => name)).toEqual([
      "customer-graph subgraph finance",
      "customer-graph subgraph finance readiness",
    ]);
    expect(settings.map(({ setting }: { setting: string }) => setting)).toEqual(["2000", "10000", "5000", "35000"]);
    await database.close();
  });

  it("are open from the start, in the configured number, and stay open", async () => {
    const name = `customer-graph ${mark().slice(0, 20)}`;
    const database = await open(6, { applicationName: name, openAtStart: 4 });

    const { rowCount } = await admin.query("select from pg_stat_activity where application_name = $1", [name]);

    expect(rowCount).toBe(4);
    await database.close();
  });
});
