import { v0 } from "./v0.ts";
import { v1 } from "./v1.ts";
import { v2 } from "./v2.ts";
import { v3 } from "./v3.ts";
import { v4 } from "./v4.ts";
import type { Vocabulary } from "./vocabulary.ts";

export { exportRecords } from "./export-records.ts";
export { importRecord } from "./import-record.ts";
export { readRecords } from "./record.ts";
export { toView } from "./view.ts";
export type { Json, View, Vocabulary } from "./vocabulary.ts";

/** The vocabularies that customers can be written and read in. */
export const VOCABULARIES: readonly Vocabulary[] = [v0, v1, v2, v3, v4];

/** The vocabulary of a name, in any case of letters. */
export const vocabularyNamed = (name: string): Vocabulary => {
  const vocabulary = VOCABULARIES.find((each) => each.name === name.toLowerCase());
  if (!vocabulary) throw new Error(`there is no vocabulary ${name}`);
  return vocabulary;
};
