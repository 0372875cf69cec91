import type { Viewer } from "../../platform/auth/viewer.ts";
import { upsertCustomer } from "../../subgraphs/directory/commands/index.ts";
import {
  type MatchedBy,
  type Unknown,
  type Vocabulary,
  vocabularyNamed,
} from "../../subgraphs/directory/vocabularies/index.ts";
import type { VocabularyName } from "../../subgraphs/directory/vocabularies/titles.ts";
import { DEFAULT_DELIMITER } from "./delimiter.ts";
import type { ImportOptions, Result } from "./import-rows.ts";
import { type BatchOptions, inBatches } from "./in-batches.ts";
import { mappedRows } from "./mapped-rows.ts";
import type { Mapping } from "./mapping.ts";
import { createParentFinder } from "./parents.ts";
import { readMapping } from "./read-mapping.ts";
import { countRecords, readRecords } from "./records.ts";
import { type Survey, survey } from "./survey.ts";
import { createTaker } from "./take-record.ts";
import { DEFAULT_ENCODING } from "./text-file.ts";
import type { MappedInput } from "./to-input.ts";
import { withWorkspaceHint } from "./with-workspace-hint.ts";

type HowToWrite = Omit<BatchOptions<never>, "take">;

/** A file that has been read to its end once, and can be imported. */
export interface Source {
  readonly rows: number;
  /** What the summary says of rows that are not counted. */
  readonly notes: readonly string[];
  /** Writes the file batch by batch, and yields the results of each batch once it is committed. */
  readonly import: (how: HowToWrite) => AsyncIterable<readonly Result[]>;
}

/** What says what a file means: a mapping of its columns, or the vocabulary of its records. */
export type Language = { readonly map: string } | { readonly as: VocabularyName };

interface File {
  readonly path: string;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  /** By what to find the customers of records that identify none. */
  readonly match?: MatchedBy | undefined;
  readonly unknown?: Unknown | undefined;
}

const createMappedTaker = (
  viewer: Viewer,
  { match, columns }: Mapping,
  dryRun: boolean,
): ImportOptions<MappedInput>["take"] => {
  const ways = columns.flatMap(({ parentBy }) => parentBy ?? []);
  const parents = createParentFinder(viewer, ways, dryRun);
  return async (manager, { customer, parent }) => {
    const input = parent ? { ...customer, parentId: await parents.idOf(manager, parent) } : customer;
    const taken = await upsertCustomer(manager, viewer, input, match, { keepsParts: true });
    parents.wrote(customer);
    return taken;
  };
};

const counted = (rows: number): string => `${rows} ${rows === 1 ? "row" : "rows"}`;

const notesOf = ({ continuations, skipped }: Survey): string[] => [
  ...(continuations > 0 ? [`${counted(continuations)} continued the one before`] : []),
  ...(skipped > 0 ? [`${counted(skipped)} left out, as the mapping says`] : []),
];

/** A CSV file with a mapping of its columns. */
export const mappedSource = async (given: File, map: string, viewer: Viewer): Promise<Source> => {
  const mapping = await readMapping(map);
  const file = {
    path: given.path,
    encoding: given.encoding ?? mapping.encoding,
    delimiter: given.delimiter ?? mapping.delimiter,
  };
  const surveyed = await survey(file, mapping);
  return {
    rows: surveyed.rows,
    notes: notesOf(surveyed),
    import: (how) =>
      inBatches(mappedRows({ file, mapping, survey: surveyed }), {
        ...how,
        take: withWorkspaceHint(viewer, createMappedTaker(viewer, mapping, how.dryRun)),
      }),
  };
};

/** A file of records in a vocabulary. */
const vocabularySource = async (given: File, vocabulary: Vocabulary, viewer: Viewer): Promise<Source> => {
  const file = {
    path: given.path,
    encoding: given.encoding ?? DEFAULT_ENCODING,
    delimiter: given.delimiter ?? DEFAULT_DELIMITER,
  };
  return {
    rows: await countRecords(file, vocabulary),
    notes: [],
    import: (how) =>
      inBatches(readRecords(file, vocabulary), {
        ...how,
        take: withWorkspaceHint(viewer, createTaker(viewer, vocabulary, { ...given, dryRun: how.dryRun })),
      }),
  };
};

/** The file named on the command line, read in its language. */
export const sourceOf = (file: File, language: Language, viewer: Viewer): Promise<Source> =>
  "as" in language
    ? vocabularySource(file, vocabularyNamed(language.as), viewer)
    : mappedSource(file, language.map, viewer);
