import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../../common/check.ts";
import { once } from "../../common/idempotency/once.ts";
import { checkKey } from "../../common/idempotency/request.ts";
import { RuleBroken, refuseIfAny, type UserError, under } from "../../common/user-errors.ts";
import { lockUpserts, type Upserted } from "./upsert.ts";

const MOST_RECORDS = 500;

/** A request with many records. */
export interface RecordsInput<Item> {
  readonly idempotencyKey?: string | null;
  readonly errorPolicy?: "REJECT_ALL" | "REJECT_FAILED" | null;
  readonly records: readonly Item[];
}

/** The outcome of the record at an index of the input. */
export interface RecordResult {
  readonly index: number;
  readonly outcome: Upserted["outcome"] | "REFUSED";
  readonly customer: { readonly id: string } | null;
  readonly userErrors: readonly UserError[];
}

type Take<Item> = (manager: EntityManager, record: Item) => Promise<Upserted>;

/** How a mutation takes its records. `prepare` runs once before the first one. */
interface Taking<Item> {
  readonly mutation: string;
  readonly take: Take<Item>;
  readonly prepare?: (manager: EntityManager) => Promise<unknown>;
}

/** Rolls a transaction back completely, because a record was refused. */
class AllRefused extends Error {
  readonly results: readonly RecordResult[];

  constructor(results: readonly RecordResult[]) {
    super("all refused");
    this.results = results;
  }
}

/** Everything wrong with the request itself. */
export const checkRecords = ({ idempotencyKey, records }: RecordsInput<unknown>): UserError[] => [
  ...checkKey(idempotencyKey),
  ...(records.length < 1 || records.length > MOST_RECORDS
    ? [invalid(["records"], `${records.length} records`, `Give 1 to ${MOST_RECORDS} at once.`)]
    : []),
];

const takeOne = async <Item>(
  manager: EntityManager,
  [index, record]: readonly [number, Item],
  take: Take<Item>,
): Promise<RecordResult> => {
  try {
    const { id, outcome } = await manager.transaction((savepoint) => take(savepoint, record));
    return { index, outcome, customer: { id }, userErrors: [] };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const userErrors = under(["records", String(index)], error.userErrors);
    return { index, outcome: "REFUSED", customer: null, userErrors };
  }
};

const withoutTrace = ({ index, userErrors }: RecordResult): RecordResult => ({
  index,
  outcome: "REFUSED",
  customer: null,
  userErrors,
});

const takeAll = async <Item>(
  manager: EntityManager,
  { records, errorPolicy }: RecordsInput<Item>,
  take: Take<Item>,
): Promise<RecordResult[]> => {
  const results: RecordResult[] = [];
  for (const entry of records.entries()) results.push(await takeOne(manager, entry, take));
  const refused = results.some(({ outcome }) => outcome === "REFUSED");
  if (refused && errorPolicy !== "REJECT_FAILED") throw new AllRefused(results.map(withoutTrace));
  return results;
};

/**
 * Takes records one after another, and returns the outcome of each. Under `REJECT_ALL` one refusal undoes everything,
 * even the idempotency key.
 */
export const takeRecords = async <Item>(
  manager: EntityManager,
  viewer: Viewer,
  input: RecordsInput<Item>,
  { mutation, take, prepare }: Taking<Item>,
): Promise<readonly RecordResult[]> => {
  refuseIfAny(checkRecords(input));
  const { idempotencyKey: key, ...request } = input;
  const work = async (savepoint: EntityManager): Promise<RecordResult[]> => {
    await lockUpserts(savepoint, viewer);
    await prepare?.(savepoint);
    return takeAll(savepoint, input, take);
  };
  try {
    return await manager.transaction((savepoint) =>
      key == null ? work(savepoint) : once(savepoint, viewer, { mutation, key, input: request }, () => work(savepoint)),
    );
  } catch (error) {
    if (error instanceof AllRefused) return error.results;
    throw error;
  }
};
