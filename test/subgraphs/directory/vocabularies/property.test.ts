import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readerWithin } from "../../../../platform/database/session/session.ts";
import { importRecord } from "../../../../subgraphs/directory/vocabularies/import-record.ts";
import { VOCABULARIES } from "../../../../subgraphs/directory/vocabularies/index.ts";
import { readRecords } from "../../../../subgraphs/directory/vocabularies/record.ts";
import { toView } from "../../../../subgraphs/directory/vocabularies/view.ts";
import type { View, Vocabulary } from "../../../../subgraphs/directory/vocabularies/vocabulary.ts";
import { given } from "../../../support/given.ts";
import { testDatabase } from "../../../support/graph.ts";
import { runs } from "../../../support/runs.ts";
import { type Known, RECORDS } from "../../../support/vocabulary-records.ts";

/** Number of records for each vocabulary. */
const RUNS = runs(100);

const workspaceId = randomUUID();
const viewer = given.tenant({ workspaceId, workspaceIds: [workspaceId] });

const write = (vocabulary: Vocabulary, record: View) =>
  testDatabase.session(viewer.tenantId).write((manager) => importRecord(manager, viewer, vocabulary, record));

const read = (id: string) =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    const [record] = await readRecords(readerWithin(manager), viewer, [id]);
    if (!record) throw new Error("the customer is gone");
    return record;
  });

const known: Known = await testDatabase.session(viewer.tenantId).write(async (manager) => {
  const ids = Array.from({ length: 8 }, randomUUID);
  const [ada, ben, cleo, list, status, red, blue, party] = ids as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const { tenantId } = viewer;
  await manager.query(
    "insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada'), ($1, $3, 'Ben'), ($1, $4, 'Cleo')",
    [tenantId, ada, ben, cleo],
  );
  await manager.query(
    "insert into commercial.price_list (tenant_id, id, code, name, currency_code) values ($1, $2, 'L', 'List', 'EUR')",
    [tenantId, list],
  );
  await manager.query(
    "insert into commercial.status_label (tenant_id, id, name, position, is_active) values ($1, $2, 'Gold', 0, true)",
    [tenantId, status],
  );
  await manager.query("insert into commercial.label (tenant_id, id, name) values ($1, $2, 'red'), ($1, $3, 'blue')", [
    tenantId,
    red,
    blue,
  ]);
  await manager.query("insert into identity.party (tenant_id, id, kind, name) values ($1, $2, 'ORGANIZATION', 'We')", [
    tenantId,
    party,
  ]);
  return {
    parentId: "",
    employeeIds: [ada, ben, cleo],
    priceListId: list,
    statusLabelId: status,
    labelIds: [red, blue],
    sellerPartyId: party,
    workspaceId,
  };
});
const parentId = await given.customer(viewer, { displayName: "The parent", visibilityMode: "GLOBAL" });

/** The part of a view that was given: a party is shown with an id besides. */
const givenOf = (view: View, record: View): View =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const shown = view[name];
      if ((name !== "Organization" && name !== "Person") || shown === null || typeof shown !== "object")
        return [name, shown];
      return [
        name,
        Object.fromEntries(Object.keys(value as object).map((key) => [key, (shown as Record<string, never>)[key]])),
      ];
    }),
  );

describe.each(VOCABULARIES.map((vocabulary) => [vocabulary.name, vocabulary] as const))(
  "Vocabulary %s",
  (name, vocabulary) => {
    it("reads back what was written, and writing it again changes nothing, not even the version", async () => {
      const records = RECORDS[name]?.({ ...known, parentId });
      if (!records) throw new Error(`there are no records of ${name}`);

      await fc.assert(
        fc.asyncProperty(records, async (generated) => {
          const record = generated as View;

          const created = await write(vocabulary, record);
          const before = await read(created.id);
          const view = toView(vocabulary, before);
          const again = await write(vocabulary, view);
          const after = await read(created.id);

          expect(created.outcome).toBe("CREATED");
          expect(givenOf(view, record)).toEqual(record);
          expect(again).toEqual({ id: created.id, outcome: "UNCHANGED" });
          expect(after).toEqual(before);
        }),
        { numRuns: RUNS, seed: 20_261_121, endOnFailure: !process.env.SHRINK },
      );
    }, 600_000);
  },
);
