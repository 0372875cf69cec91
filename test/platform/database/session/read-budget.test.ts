import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { EntityManager } from "typeorm";
import type { Database, OpenOptions } from "../../../../platform/database/open.ts";
import { readerWithin } from "../../../../platform/database/session/session.ts";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { createReadBudgets } from "../../../../platform/process/requests/read-budgets.ts";
import { closedGate, mark, open, running, until } from "../../../support/database-activity.ts";

const LIMIT = 1_000_000;

/** Rows of 1,000 characters each. */
const rows = (count: number) =>
  adHoc<{ text: string }>(`select repeat('x', 1000) as text, generate_series(1, ${count}) as n`);

const within = async (options: Partial<OpenOptions>, use: (database: Database) => Promise<void>): Promise<void> => {
  const budgetOf = createReadBudgets({ maxRead: LIMIT, maxReadTotal: Number.POSITIVE_INFINITY });
  const database = await open(4, { budgetOf, ...options });
  try {
    await use(database);
  } finally {
    await database.close();
  }
};

const request = (database: Database) => database.session(randomUUID(), undefined, new AbortController().signal);

const refused = {
  message: expect.stringContaining("The request would read more than 1000000 characters."),
  extensions: { code: "OPERATION_REFUSED", limit: LIMIT },
};

describe.each([{ pooling: "session" }, { pooling: "transaction" }] as const)("A request, with %o,", (options) => {
  it("reads as much as it may, and is refused more before all rows have arrived", async () => {
    await within(options, async (database) => {
      const [small, large] = [request(database), request(database)];

      expect(await small.read(rows(900), [])).toHaveLength(900);
      // Reading all of these rows would take minutes and exceed memory.
      await expect(large.read(rows(1_000_000_000), [])).rejects.toMatchObject(refused);
    });
  });

  it("has one budget for all of its statements, and running ones are cancelled", async () => {
    await within(options, async (database) => {
      const [gate, name, session] = [await closedGate(), mark(), request(database)];
      const waiting = session.read(adHoc(gate.passing(name)), []).catch((error: unknown) => error);
      await until(async () => (await running(name)) === 1);
      await session.read(rows(900), []);

      await expect(session.read(rows(900), [])).rejects.toMatchObject(refused);

      expect(await waiting).toMatchObject(refused);
      await expect(session.read(rows(1), [])).rejects.toMatchObject(refused);
      await gate.open();
    });
  });

  it("leaves others their connections and their budgets", async () => {
    await within(options, async (database) => {
      const asked = Array.from({ length: 12 }, () => request(database).read(rows(5_000), []));
      const outcomes = await Promise.allSettled(asked);

      const others = await Promise.all(Array.from({ length: 12 }, () => request(database).read(rows(10), [])));

      expect(outcomes.map(({ status }) => status)).toEqual(Array(12).fill("rejected"));
      expect(others.flat()).toHaveLength(120);
    });
  });
});

describe("A transaction of a request", () => {
  const insert = "insert into identity.tenant (tenant_id, name, currency_code) values ($1, 'Home', 'EUR')";
  const written = adHoc("select from identity.tenant where tenant_id = $1");

  it.each([
    ["as text", (manager: EntityManager) => manager.query("select repeat('x', 1000) from generate_series(1, 5000)")],
    ["as a statement", (manager: EntityManager) => readerWithin(manager).read(rows(5_000), [])],
  ])("that reads too much %s is refused and rolled back completely, even if its work goes on", async (_, readMuch) => {
    await within({}, async (database) => {
      const tenantId = randomUUID();
      const session = database.session(tenantId, undefined, new AbortController().signal);

      const writing = session.write(async (manager) => {
        await manager.query(insert, [tenantId]);
        await readMuch(manager).catch(() => undefined);
      });

      await expect(writing).rejects.toMatchObject(refused);
      expect(await database.session(tenantId).read(written, [tenantId])).toEqual([]);
    });
  });

  it("shares the budget of its request", async () => {
    await within({}, async (database) => {
      const session = request(database);
      await session.write((manager) => readerWithin(manager).read(rows(900), []));

      await expect(session.read(rows(900), [])).rejects.toMatchObject(refused);
    });
  });
});

describe("A read without a request", () => {
  it("is unlimited", async () => {
    await within({}, async (database) => {
      expect(await database.session(randomUUID()).read(rows(2_000), [])).toHaveLength(2_000);
    });
  });
});
