import type { EntityManager } from "typeorm";
import { checkText, invalid, required } from "../../../platform/check.ts";
import { RuleBroken, refuseIfAny, type UserError, under } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import type { CustomerInput } from "./customer-input.ts";
import { once } from "./idempotency.ts";
import { lockMatched, type Match } from "./match.ts";
import { lockUpserts, type Upserted, upsertCustomer } from "./upsert.ts";

const MOST_RECORDS = 500;

export interface UpsertInput {
  readonly idempotencyKey?: string | null;
  readonly matchBy: "ACCOUNT_NUMBER" | "EXTERNAL_IDENTIFIER";
  readonly source?: ExternalSource | null;
  readonly errorPolicy?: "REJECT_ALL" | "REJECT_FAILED" | null;
  readonly records: readonly CustomerInput[];
}

/** What became of the record at a place of the input. */
export interface RecordResult {
  readonly index: number;
  readonly outcome: Upserted["outcome"] | "REFUSED";
  readonly customer: { readonly id: string } | null;
  readonly userErrors: readonly UserError[];
}

/** Ends a transaction of which nothing is to stay, because a record was refused. */
class AllRefused extends Error {
  readonly results: readonly RecordResult[];

  constructor(results: readonly RecordResult[]) {
    super("all refused");
    this.results = results;
  }
}

const checkRequest = ({ idempotencyKey, matchBy, source, records }: UpsertInput): UserError[] => [
  ...checkText(idempotencyKey, ["idempotencyKey"], 100),
  ...(matchBy === "EXTERNAL_IDENTIFIER" && source == null
    ? [required(["source"], "Name the system whose ids tell the customers.")]
    : []),
  ...(records.length < 1 || records.length > MOST_RECORDS
    ? [invalid(["records"], `${records.length} records`, `Give 1 to ${MOST_RECORDS} at once.`)]
    : []),
];

const matchOf = ({ matchBy, source }: UpsertInput): Match =>
  matchBy === "EXTERNAL_IDENTIFIER" && source != null ? { by: "externalIdentifier", source } : { by: "accountNumber" };

const upsertOne = async (
  manager: EntityManager,
  viewer: Viewer,
  { record, index, match }: { readonly record: CustomerInput; readonly index: number; readonly match: Match },
): Promise<RecordResult> => {
  try {
    const { id, outcome } = await manager.transaction((savepoint) => upsertCustomer(savepoint, viewer, record, match));
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

const upsertAll = async (manager: EntityManager, viewer: Viewer, input: UpsertInput): Promise<RecordResult[]> => {
  const match = matchOf(input);
  await lockUpserts(manager, viewer);
  await lockMatched(manager, viewer, input.records, match);
  const results: RecordResult[] = [];
  for (const [index, record] of input.records.entries()) {
    results.push(await upsertOne(manager, viewer, { record, index, match }));
  }
  const refused = results.some(({ outcome }) => outcome === "REFUSED");
  if (refused && input.errorPolicy !== "REJECT_FAILED") throw new AllRefused(results.map(withoutTrace));
  return results;
};

/**
 * Takes records in, one after the other, and answers what became of each. Under `REJECT_ALL` one refusal leaves nothing of any, not
 * even the idempotency key.
 */
export const upsertCustomers = async (
  manager: EntityManager,
  viewer: Viewer,
  input: UpsertInput,
): Promise<readonly RecordResult[]> => {
  refuseIfAny(checkRequest(input));
  const { idempotencyKey: key, ...request } = input;
  try {
    return await manager.transaction((savepoint) =>
      key == null
        ? upsertAll(savepoint, viewer, input)
        : once(savepoint, viewer, { key, input: request }, () => upsertAll(savepoint, viewer, input)),
    );
  } catch (error) {
    if (error instanceof AllRefused) return error.results;
    throw error;
  }
};
