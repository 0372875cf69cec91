import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase } from "../support/databases.ts";
import { ask, build, cleanUp, serve } from "../support/server-process.ts";

const MOMENTS = [
  "0001-01-01T00:00:00.000Z",
  "0099-06-01T12:34:56.789Z",
  "1582-10-10T00:00:00.000Z",
  "1850-01-01T00:00:00.000Z",
  "1883-11-18T17:00:00.000Z",
  "1918-03-31T07:30:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "2026-03-08T02:30:00.000Z",
  "9999-12-31T23:59:59.999Z",
];

let database: string;
beforeAll(async () => {
  await build();
  database = (await freshDatabase({ migrated: true })).adminUrl;
}, 240_000);

afterAll(cleanUp);

const SHAPE = `externalIdentifiers { externalCreatedAt externalUpdatedAt }
  relationship { customerSince formerDate closedAt activities { nodes { occurredAt } } }`;

const write = (moment: string) => `mutation {
  customerCreate(input: { displayName: "At ${moment}", accountNumber: "${moment}",
    externalIdentifiers: [{ source: NETSUITE, externalId: "${moment}", externalCreatedAt: "${moment}", externalUpdatedAt: "${moment}" }],
    relationship: { customerSince: "${moment}", formerDate: "${moment}", closedAt: "${moment}" } }) { customer { id ${SHAPE} } } }`;

const addActivity = (id: string, moment: string) => `mutation {
  customerActivityCreate(input: { customerId: "${id}", kind: CALL, subject: "Call", occurredAt: "${moment}" }) { activity { occurredAt } } }`;

/** Writes every value back as read, which changes nothing. */
const rewrite = (id: string, moment: string) => `mutation {
  customerUpdate(input: { customerId: "${id}",
    externalIdentifiers: [{ source: NETSUITE, externalId: "${moment}", externalCreatedAt: "${moment}", externalUpdatedAt: "${moment}" }],
    relationship: { customerSince: "${moment}", formerDate: "${moment}", closedAt: "${moment}" } }) { customer { version ${SHAPE} } } }`;

const read = (moment: string) =>
  `{ customersByAccountNumber(accountNumber: "${moment}", includeInactive: true) { id version ${SHAPE} } }`;

const shape = (moment: string, activities: readonly object[]) => ({
  externalIdentifiers: [{ externalCreatedAt: moment, externalUpdatedAt: moment }],
  relationship: { customerSince: moment, formerDate: moment, closedAt: moment, activities: { nodes: activities } },
});

interface Stored {
  readonly id: string;
  readonly version: number;
}

describe("A moment", () => {
  it.each(["America/New_York", "Asia/Kolkata", "Pacific/Auckland"])(
    "is the same on a server in %s, whichever server wrote it, and rewriting it changes nothing",
    async (TZ) => {
      const server = await serve("start", [], { TZ, DATABASE_URL: database, DEMO: "0" });
      // biome-ignore lint/suspicious/noExplicitAny: each query has a shape of its own.
      const dataOf = async (query: string): Promise<any> => {
        const { data, errors } = await ask(server.url, query);
        expect(errors).toBeUndefined();
        return data;
      };
      const find = async (moment: string): Promise<Stored | undefined> =>
        (await dataOf(read(moment))).customersByAccountNumber[0];

      for (const moment of MOMENTS) {
        if (!(await find(moment))) {
          const { id, ...created } = (await dataOf(write(moment))).customerCreate.customer;
          expect(created).toEqual(shape(moment, []));
          await dataOf(addActivity(id, moment));
        }

        const stored = await find(moment);
        const again = (await dataOf(rewrite(stored?.id ?? "", moment))).customerUpdate;

        const whole = shape(moment, [{ occurredAt: moment }]);
        expect(stored).toEqual({ ...stored, ...whole });
        expect(again).toEqual({ customer: { version: stored?.version, ...whole } });
      }
      server.child.kill("SIGTERM");
      await server.exit;
    },
    240_000,
  );
});
