import { type ImportOptions, importBatch, type Result, type RowInput } from "./import-rows.ts";

const isAwaiting = (result: Result | undefined): boolean => result?.outcome === "REFUSED" && result.isAwaiting === true;

export interface BatchOptions<Input> extends ImportOptions<Input> {
  /** How many rows one transaction holds. */
  readonly batchSize: number;
  /** Once aborted, no further batch is started. */
  readonly signal: AbortSignal;
}

type Row<Input> = RowInput<Input> | Result;

type Rows<Input> = AsyncIterable<Row<Input>> | Iterable<Row<Input>>;

interface Written<Input> {
  readonly results: readonly Result[];
  /** The rows that refer to a customer which another row may bring. */
  readonly awaiting: readonly RowInput<Input>[];
}

/** Imports rows batch by batch, once. */
async function* once<Input>(rows: Rows<Input>, options: BatchOptions<Input>): AsyncGenerator<Written<Input>> {
  let batch: Row<Input>[] = [];

  const write = async (): Promise<Written<Input>> => {
    const records = batch.filter((row) => "input" in row);
    const refused = batch.filter((row) => "outcome" in row);
    batch = [];
    const written = records.length > 0 ? await importBatch(records, options) : [];
    return {
      results: [...refused, ...written].sort((one, other) => one.line - other.line),
      awaiting: records.filter((_, index) => isAwaiting(written[index])),
    };
  };

  for await (const row of rows) {
    batch.push(row);
    if (batch.length >= options.batchSize) yield await write();
    if (options.signal.aborted) return;
  }
  if (batch.length > 0) yield await write();
}

/**
 * Imports rows batch by batch, and yields the results of each batch once it is committed. Rows that refer to a customer
 * which is not there come again after the others, as long as some of them find it.
 */
export async function* inBatches<Input>(
  rows: Rows<Input>,
  options: BatchOptions<Input>,
): AsyncGenerator<readonly Result[]> {
  let round = rows;
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const awaiting: RowInput<Input>[] = [];
    const refused: Result[] = [];
    for await (const written of once(round, options)) {
      yield written.results.filter((result) => !isAwaiting(result));
      awaiting.push(...written.awaiting);
      refused.push(...written.results.filter(isAwaiting));
    }
    if (options.signal.aborted) return;
    if (awaiting.length === 0 || awaiting.length === before) {
      yield refused;
      return;
    }
    before = awaiting.length;
    round = awaiting;
  }
}
