import { type EntityManager, QueryFailedError } from "typeorm";
import type { Session } from "../../platform/database/session/session.ts";
import { RuleBroken } from "../../subgraphs/common/user-errors.ts";
import { AwaitsRecord, type Upserted } from "../../subgraphs/directory/commands/index.ts";

/** A row that can be imported: it contains data of a customer. */
export interface RowInput<Input> {
  readonly line: number;
  readonly input: Input;
  /** How the file names a place of the input. By default, the path with dots. */
  readonly nameOf?: (path: readonly string[]) => string;
}

/** What became of a row that was written. */
export interface Taken {
  readonly outcome: Upserted["outcome"];
  /** Nothing in the row says which customer it is about. */
  readonly isKeyless?: boolean;
  /** How many of its references were left out because they lead to nothing known. */
  readonly skipped?: number;
}

/** The outcome of a row. */
export type Result =
  | (Taken & { readonly line: number })
  | {
      readonly line: number;
      readonly outcome: "REFUSED";
      readonly reasons: readonly string[];
      /** It refers to a customer that another row may bring. */
      readonly isAwaiting?: boolean;
    };

export interface ImportOptions<Input> {
  readonly session: Session;
  /** Writes what one row says. */
  readonly take: (manager: EntityManager, input: Input) => Promise<Taken>;
  /** Tries everything and writes nothing. */
  readonly dryRun: boolean;
}

/** Rolls back a transaction of a dry run. */
class OnlyTried extends Error {
  readonly results: readonly Result[];

  constructor(results: readonly Result[]) {
    super("only tried");
    this.results = results;
  }
}

/** Why a row is refused, if the failure is its own: PostgreSQL's errors of data (22) and constraints (23) are. */
const reasonsOf = (
  error: unknown,
  nameOf: (path: readonly string[]) => string = (path) => path.join("."),
): readonly string[] | undefined => {
  if (error instanceof RuleBroken) return error.userErrors.map(({ path, message }) => `${nameOf(path)}: ${message}`);
  const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
  return code?.startsWith("22") || code?.startsWith("23")
    ? [`the database refuses it: ${(error as Error).message}`]
    : undefined;
};

const importOne = async <Input>(
  manager: EntityManager,
  { line, input, nameOf }: RowInput<Input>,
  { take }: ImportOptions<Input>,
): Promise<Result> => {
  try {
    const taken = await manager.transaction((savepoint) => take(savepoint, input));
    return { line, ...taken };
  } catch (error) {
    const reasons = reasonsOf(error, nameOf);
    if (!reasons) throw error;
    return { line, outcome: "REFUSED", reasons, isAwaiting: error instanceof AwaitsRecord };
  }
};

/** Writes a batch in one transaction. A refused row does not affect the others; any other failure undoes the batch. */
export const importBatch = async <Input>(
  batch: readonly RowInput<Input>[],
  options: ImportOptions<Input>,
): Promise<readonly Result[]> => {
  try {
    return await options.session.write(async (manager) => {
      const results: Result[] = [];
      for (const record of batch) results.push(await importOne(manager, record, options));
      if (options.dryRun) throw new OnlyTried(results);
      return results;
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.results;
    throw error;
  }
};
