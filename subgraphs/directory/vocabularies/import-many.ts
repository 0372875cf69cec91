import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import type { RecordResult } from "../commands/settle-many.ts";
import { type RecordsInput, takeRecords } from "../commands/take-records.ts";
import { importRecord } from "./import-record.ts";
import { vocabularyNamed } from "./index.ts";
import type { View } from "./vocabulary.ts";

export interface ImportInput extends RecordsInput<unknown> {
  readonly vocabulary: string;
}

const isView = (record: unknown): record is View =>
  typeof record === "object" && record !== null && !Array.isArray(record);

/** Takes records in the shape of a vocabulary. */
export const importRecords = (
  manager: EntityManager,
  viewer: Viewer,
  input: ImportInput,
): Promise<readonly RecordResult[]> => {
  const vocabulary = vocabularyNamed(input.vocabulary);
  return takeRecords(manager, viewer, input, {
    mutation: "customersImport",
    take: (savepoint, record) => {
      if (!isView(record))
        throw new RuleBroken(invalid([], record, "Give a record: a JSON object.", { expected: "OBJECT" }));
      return importRecord(savepoint, viewer, vocabulary, record);
    },
  });
};
