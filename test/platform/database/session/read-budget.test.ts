import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Database, OpenOptions } from "../../../../platform/database/open.ts";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { closedGate, mark, open, running, until } from "../../../support/database-activity.ts";

const LIMIT = 1_000_000;

/** Rows of 1,000 characters each. */
const rows = (count: number) =>
  adHoc<{ text: string }>(`select repeat('x', 1000) as text, generate_series(1, ${count}) as n`);

const within = async (options: Partial<OpenOptions>, use: (database: Database) => Promise<void>): Promise<void> => {
  const database = await open(4, { maxRead: LIMIT, ...options });
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
  it("reads as much as it may, and is refused what is more before its rows have come", async () => {
    await within(options, async (database) => {
      const [small, large] = [request(database), request(database)];

      expect(await small.read(rows(900), [])).toHaveLength(900);
      // So many rows would take minutes, and more memory than there is.
      await expect(large.read(rows(1_000_000_000), [])).rejects.toMatchObject(refused);
    });
  });

  it("has one budget for all of its statements, and those that run still are cancelled", async () => {
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

  it("leaves the others all connections, and what they may read", async () => {
    await within(options, async (database) => {
      const asked = Array.from({ length: 12 }, () => request(database).read(rows(5_000), []));
      const outcomes = await Promise.allSettled(asked);

      const others = await Promise.all(Array.from({ length: 12 }, () => request(database).read(rows(10), [])));

      expect(outcomes.map(({ status }) => status)).toEqual(Array(12).fill("rejected"));
      expect(others.flat()).toHaveLength(120);
    });
  });
});

describe("Who reads for nobody's request", () => {
  it("reads as much as there is", async () => {
    await within({}, async (database) => {
      expect(await database.session(randomUUID()).read(rows(2_000), [])).toHaveLength(2_000);
    });
  });
});
