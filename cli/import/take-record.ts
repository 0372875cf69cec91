import type { Viewer } from "../../platform/auth/viewer.ts";
import { Explained } from "../../platform/process/explained.ts";
import { canonicalUuid } from "../../platform/values/uuid.ts";
import { invalid } from "../../subgraphs/common/check.ts";
import { RuleBroken } from "../../subgraphs/common/user-errors.ts";
import {
  importRecord,
  type MatchedBy,
  type Unknown,
  type View,
  type Vocabulary,
} from "../../subgraphs/directory/vocabularies/index.ts";
import type { ImportOptions } from "./import-rows.ts";
import type { GivenRecord } from "./records.ts";

const AGAIN = "A record before it has it already, and neither says which customer it is about.";

interface Options {
  readonly match?: MatchedBy | undefined;
  readonly unknown?: Unknown | undefined;
  readonly dryRun: boolean;
}

/** The ids and numbers by which a record identifies its customer. */
const idsOf = (vocabulary: Vocabulary, record: View): string[] =>
  vocabulary.identify(record).map(({ field }) => canonicalUuid(String(record[field])));

/** Writes the records of one file. Of two that are only told by a name or an e-mail address, the second is refused. */
export const createTaker = (
  viewer: Viewer,
  vocabulary: Vocabulary,
  { match, unknown, dryRun }: Options,
): ImportOptions<GivenRecord>["take"] => {
  const field = match && vocabulary.matchedBy[match];
  if (match && field === undefined) {
    throw new Explained(`Records of this vocabulary have no field for --match ${match}. Nothing was imported.`);
  }
  const matched = new Set<string>();
  const undone = new Set<string>();

  return async (manager, { record, keepsParts }) => {
    let skipped = 0;
    const { id, outcome } = await importRecord(manager, viewer, vocabulary, record, {
      keepsParts,
      matchedBy: match,
      isUndone: (customerId) => undone.has(customerId),
      unknown,
      onSkip: () => {
        skipped += 1;
      },
    });
    const ids = idsOf(vocabulary, record);
    if (dryRun) for (const each of ids) undone.add(each);
    if (ids.length > 0) return { outcome, skipped };
    const value = field && record[field];
    if (!value) return { outcome, skipped, isKeyless: true };
    if (matched.has(id)) throw new RuleBroken(invalid([field], value, AGAIN));
    matched.add(id);
    return { outcome, skipped };
  };
};
