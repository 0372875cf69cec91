import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { once } from "../../common/idempotency/once.ts";
import type { UserError } from "../../common/user-errors.ts";

/** A request about many customers. */
export interface ManyInput {
  readonly idempotencyKey?: string | null;
  readonly errorPolicy?: "REJECT_ALL" | "REJECT_FAILED" | null;
}

/** The outcome of the record at an index of the input. */
export interface RecordResult {
  readonly index: number;
  readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED" | "REFUSED";
  readonly customer: { readonly id: string } | null;
  readonly userErrors: readonly UserError[];
}

/** Rolls everything back, even the idempotency key, and has these results all the same. */
export class NothingWritten extends Error {
  readonly results: readonly RecordResult[];

  constructor(results: readonly RecordResult[]) {
    super("nothing is written");
    this.results = results;
  }
}

const withoutTrace = ({ index, userErrors }: RecordResult): RecordResult => ({
  index,
  outcome: "REFUSED",
  customer: null,
  userErrors,
});

/** Under `REJECT_ALL`, one refusal undoes everything. */
export const demandNoneRefused = (
  results: readonly RecordResult[],
  errorPolicy: ManyInput["errorPolicy"] = "REJECT_ALL",
): void => {
  const isRefused = results.some(({ outcome }) => outcome === "REFUSED");
  if (isRefused && errorPolicy !== "REJECT_FAILED") throw new NothingWritten(results.map(withoutTrace));
};

interface Request {
  readonly mutation: string;
  readonly input: ManyInput;
}

/** Runs work on many customers, once per key. */
export const settleMany = async (
  manager: EntityManager,
  viewer: Viewer,
  { mutation, input }: Request,
  work: (savepoint: EntityManager) => Promise<readonly RecordResult[]>,
): Promise<readonly RecordResult[]> => {
  const { idempotencyKey: key, ...request } = input;
  try {
    return await manager.transaction((savepoint) =>
      key == null ? work(savepoint) : once(savepoint, viewer, { mutation, key, input: request }, () => work(savepoint)),
    );
  } catch (error) {
    if (error instanceof NothingWritten) return error.results;
    throw error;
  }
};
