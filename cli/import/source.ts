import type { Viewer } from "../../platform/auth/viewer.ts";
import { Explained } from "../../platform/process/explained.ts";
import { upsertCustomer } from "../../subgraphs/directory/commands/index.ts";
import { importRecord, type Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";
import type { Result } from "./import-rows.ts";
import { type BatchOptions, inBatches } from "./in-batches.ts";
import { mappedRows } from "./mapped-rows.ts";
import { readMapping } from "./read-mapping.ts";
import { countRecords, readRecords } from "./records.ts";
import { survey } from "./survey.ts";

type HowToWrite = Omit<BatchOptions<never>, "take">;

/** A file that has been read to its end once, and can be imported. */
export interface Source {
  readonly rows: number;
  /** Writes the file batch by batch, and yields the results of each batch once it is committed. */
  readonly import: (how: HowToWrite) => AsyncIterable<readonly Result[]>;
}

interface File {
  readonly path: string;
  readonly delimiter?: string;
}

/** A CSV file with a mapping of its columns. */
export const mappedSource = async ({ path, delimiter }: File, map: string, viewer: Viewer): Promise<Source> => {
  const mapping = await readMapping(map);
  const file = { path, encoding: mapping.encoding, delimiter: delimiter ?? mapping.delimiter };
  const surveyed = await survey(file, mapping);
  return {
    rows: surveyed.rows,
    import: (how) =>
      inBatches(mappedRows({ file, mapping, survey: surveyed }), {
        ...how,
        take: (manager, input) => upsertCustomer(manager, viewer, input, mapping.match),
      }),
  };
};

/** A file of records in a vocabulary. */
const vocabularySource = async (
  { path, delimiter }: File,
  vocabulary: Vocabulary,
  viewer: Viewer,
): Promise<Source> => ({
  rows: await countRecords(path, vocabulary, delimiter),
  import: (how) =>
    inBatches(readRecords(path, vocabulary, delimiter), {
      ...how,
      take: (manager, record) => importRecord(manager, viewer, vocabulary, record),
    }),
});

/** The file named on the command line, read by a mapping or by a vocabulary. */
export const sourceOf = (
  file: File,
  { map, as }: { readonly map?: string; readonly as?: Vocabulary },
  viewer: Viewer,
): Promise<Source> => {
  if (as && !map) return vocabularySource(file, as, viewer);
  if (map && !as) return mappedSource(file, map, viewer);
  throw new Explained(
    "Say what the file holds: give either --map and a mapping of its columns, or --as and a vocabulary.",
  );
};
