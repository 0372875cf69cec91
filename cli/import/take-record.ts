import type { Viewer } from "../../platform/auth/viewer.ts";
import { Explained } from "../../platform/process/explained.ts";
import { invalid } from "../../subgraphs/common/check.ts";
import { RuleBroken } from "../../subgraphs/common/user-errors.ts";
import { importRecord, type MatchedBy, type Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";
import type { ImportOptions } from "./import-rows.ts";
import type { GivenRecord } from "./records.ts";

const AGAIN = "A record before it has it already, and neither says which customer it is about.";

/** Writes the records of one file. Of two that are only told by a name or an e-mail address, the second is refused. */
export const createTaker = (
  viewer: Viewer,
  vocabulary: Vocabulary,
  match: MatchedBy | undefined,
): ImportOptions<GivenRecord>["take"] => {
  const field = match && vocabulary.matchedBy[match];
  if (match && field === undefined) {
    throw new Explained(`Records of this vocabulary have no field for --match ${match}. Nothing was imported.`);
  }
  const matched = new Set<string>();

  return async (manager, { record, keepsParts }) => {
    const { id, outcome } = await importRecord(manager, viewer, vocabulary, record, { keepsParts, matchedBy: match });
    if (vocabulary.identify(record).length > 0) return { outcome };
    const value = field && record[field];
    if (!value) return { outcome, isKeyless: true };
    if (matched.has(id)) throw new RuleBroken(invalid([field], value, AGAIN));
    matched.add(id);
    return { outcome };
  };
};
