import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../../common/check.ts";
import { checkKey } from "../../common/idempotency/request.ts";
import { RuleBroken, refuseIfAny, type UserError, under } from "../../common/user-errors.ts";
import { AwaitsRecord } from "./awaits-record.ts";
import { demandNoneRefused, type ManyInput, type RecordResult, settleMany } from "./settle-many.ts";
import { lockUpserts, type Upserted } from "./upsert.ts";

const MOST_RECORDS = 500;

/** A request with many records. */
export interface RecordsInput<Item> extends ManyInput {
  readonly records: readonly Item[];
}

type Take<Item> = (manager: EntityManager, record: Item) => Promise<Upserted>;

/** How a mutation takes its records. `prepare` runs once before the first one. */
interface Taking<Item> {
  readonly mutation: string;
  readonly take: Take<Item>;
  readonly prepare?: (manager: EntityManager) => Promise<unknown>;
}

/** Everything wrong with the request itself. */
export const checkRecords = ({ idempotencyKey, records }: RecordsInput<unknown>): UserError[] => [
  ...checkKey(idempotencyKey),
  ...(records.length < 1 || records.length > MOST_RECORDS
    ? [
        invalid(["records"], records.length, `Give 1 to ${MOST_RECORDS} records at once.`, {
          expected: "LIST",
          min: "1",
          max: String(MOST_RECORDS),
        }),
      ]
    : []),
];

type Entry<Item> = readonly [index: number, record: Item];

interface Taken {
  readonly result: RecordResult;
  readonly isAwaiting: boolean;
}

const takeOne = async <Item>(
  manager: EntityManager,
  [index, record]: Entry<Item>,
  take: Take<Item>,
): Promise<Taken> => {
  try {
    const { id, outcome } = await manager.transaction((savepoint) => take(savepoint, record));
    return { result: { index, outcome, customer: { id }, userErrors: [] }, isAwaiting: false };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const userErrors = under(["records", String(index)], error.userErrors);
    const result = { index, outcome: "REFUSED", customer: null, userErrors } as const;
    return { result, isAwaiting: error instanceof AwaitsRecord };
  }
};

/** Takes records in rounds: those that await a customer come again after the others, as long as some of them find it. */
const takeInRounds = async <Item>(
  manager: EntityManager,
  records: readonly Item[],
  take: Take<Item>,
): Promise<RecordResult[]> => {
  const results: RecordResult[] = [];
  let round: readonly Entry<Item>[] = [...records.entries()];
  for (;;) {
    const awaiting: Entry<Item>[] = [];
    for (const entry of round) {
      const { result, isAwaiting } = await takeOne(manager, entry, take);
      results[result.index] = result;
      if (isAwaiting) awaiting.push(entry);
    }
    if (awaiting.length === 0 || awaiting.length === round.length) return results;
    round = awaiting;
  }
};

const takeAll = async <Item>(
  manager: EntityManager,
  { records, errorPolicy }: RecordsInput<Item>,
  take: Take<Item>,
): Promise<RecordResult[]> => {
  const results = await takeInRounds(manager, records, take);
  demandNoneRefused(results, errorPolicy);
  return results;
};

/**
 * Takes records one after another, in any order of parents and children, and returns the outcome of each. Under `REJECT_ALL` one refusal undoes everything,
 * even the idempotency key.
 */
export const takeRecords = async <Item>(
  manager: EntityManager,
  viewer: Viewer,
  input: RecordsInput<Item>,
  { mutation, take, prepare }: Taking<Item>,
): Promise<readonly RecordResult[]> => {
  refuseIfAny(checkRecords(input));
  return settleMany(manager, viewer, { mutation, input }, async (savepoint) => {
    await lockUpserts(savepoint, viewer);
    await prepare?.(savepoint);
    return takeAll(savepoint, input, take);
  });
};
