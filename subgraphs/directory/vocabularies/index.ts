import { funnelCrm } from "./funnel-crm.ts";
import { ledger } from "./ledger.ts";
import { orderDesk } from "./order-desk.ts";
import { taxEngine } from "./tax-engine.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { workspaceErp } from "./workspace-erp.ts";

export { exportRecords } from "./export-records.ts";
export { importRecord } from "./import-record.ts";
export { readRecords } from "./record.ts";
export { toView } from "./view.ts";
export type { Json, MatchedBy, Unknown, View, Vocabulary } from "./vocabulary.ts";

/** The vocabularies in which customers can be written and read. */
export const VOCABULARIES: readonly Vocabulary[] = [funnelCrm, ledger, taxEngine, workspaceErp, orderDesk];

/** The vocabulary with a name in the schema. */
export const vocabularyNamed = (name: string): Vocabulary => {
  const vocabulary = VOCABULARIES.find((each) => each.name === name);
  if (!vocabulary) throw new Error(`there is no vocabulary ${name}`);
  return vocabulary;
};
