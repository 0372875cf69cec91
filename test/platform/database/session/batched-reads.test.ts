import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Database } from "../../../../platform/database/open.ts";
import { adHoc, prepared } from "../../../../platform/database/session/statement.ts";
import { closedGate, mark, open, running, until } from "../../../support/database-activity.ts";

const BACKEND = "select pg_backend_pid() as pid, current_setting('app.tenant_id') as tenant, $1::integer as n";
const backend = prepared<{ pid: number; tenant: string; n: number }>("test_backend", BACKEND);
const failing = prepared("test_failing", "select 1 / $1::integer");

describe.each([{ pooling: "session" }, { pooling: "transaction" }] as const)("Reads, with %o,", (options) => {
  let database: Database;

  beforeAll(async () => {
    database = await open(6, options);
  });
  afterAll(() => database.close());

  const request = ({ tenantId = randomUUID(), signal = new AbortController().signal } = {}) =>
    database.session(tenantId, undefined, signal);

  const backendsOf = async (count: number, sessions: readonly ReturnType<typeof request>[]) => {
    const rows = await Promise.all(
      Array.from({ length: count }, (_, n) => sessions[n % sessions.length]?.read(backend, [n]) ?? []),
    );
    expect(rows.map(([row]) => row?.n)).toEqual(Array.from({ length: count }, (_, n) => n));
    return new Set(rows.map(([row]) => row?.pid)).size;
  };

  it("share a connection with those of the same request in the same tick, also of another session, eight at most", async () => {
    const [tenantId, { signal }] = [randomUUID(), new AbortController()];
    const sessions = [request({ tenantId, signal }), request({ tenantId, signal })];

    expect(await backendsOf(8, sessions)).toBe(1);
    expect(await backendsOf(9, sessions)).toBe(2);
  });

  it("never share one with another request, or with another tenant under the same signal", async () => {
    const { signal } = new AbortController();
    const tenants = [randomUUID(), randomUUID()];

    const rows = await Promise.all(
      Array.from({ length: 6 }, (_, n) => request({ tenantId: tenants[n % 2], signal }).read(backend, [n])),
    );

    expect(await backendsOf(2, [request(), request()])).toBe(2);
    expect(rows.map(([row]) => row?.tenant)).toEqual(Array.from({ length: 6 }, (_, n) => tenants[n % 2]));
  });

  it("fail alone", async () => {
    const session = request();

    const outcomes = await Promise.allSettled([
      session.read(backend, [1]),
      session.read(failing, [0]),
      session.read(backend, [2]),
      session.read(failing, [1]),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ reason: { driverError: { code: "22012" } } });
  });

  it("that are not prepared have a connection of their own, so that a slow one holds up nobody", async () => {
    const [gate, name, session] = [await closedGate(), mark(), request()];
    const slow = session.read(adHoc(gate.passing(name)), []);

    const [row] = await session.read(backend, [7]);

    expect(row).toMatchObject({ n: 7 });
    await gate.open();
    await slow;
  });

  it("are all cancelled with their request, and leave the connection to others", async () => {
    const [gate, name, controller] = [await closedGate(), mark(), new AbortController()];
    const session = request({ signal: controller.signal });
    const waiting = prepared(`test_${name}`, gate.passing(name));
    const asked = Promise.allSettled(Array.from({ length: 5 }, () => session.read(waiting, [])));
    await until(async () => (await running(name)) === 1);

    controller.abort();

    const outcomes = await asked;
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    expect(outcomes).toEqual(
      Array(5).fill(
        expect.objectContaining({
          reason: expect.objectContaining({ message: "The request ended before this field was resolved." }),
        }),
      ),
    );
    expect(await running(name)).toBe(0);
    await gate.open();
    expect(await backendsOf(8, [request()])).toBe(1);
  });
});
