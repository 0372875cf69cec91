import { type ImportOptions, importBatch, type Result, type RowInput } from "./import-rows.ts";

export interface BatchOptions<Input> extends ImportOptions<Input> {
  /** How many rows one transaction holds. */
  readonly batchSize: number;
  /** Once aborted, no further batch is started. */
  readonly signal: AbortSignal;
}

/** Imports rows batch by batch, and yields the results of each batch once it is committed. */
export async function* inBatches<Input>(
  rows: AsyncIterable<RowInput<Input> | Result>,
  options: BatchOptions<Input>,
): AsyncGenerator<readonly Result[]> {
  let batch: (RowInput<Input> | Result)[] = [];

  const write = async (): Promise<readonly Result[]> => {
    const records = batch.filter((row) => "input" in row);
    const refused = batch.filter((row) => "outcome" in row);
    batch = [];
    const written = records.length > 0 ? await importBatch(records, options) : [];
    return [...refused, ...written].sort((one, other) => one.line - other.line);
  };

  for await (const row of rows) {
    batch.push(row);
    if (batch.length >= options.batchSize) yield await write();
    if (options.signal.aborted) return;
  }
  if (batch.length > 0) yield await write();
}
