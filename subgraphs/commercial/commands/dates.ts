import { dateColumns } from "../../../platform/values/days.ts";
import { now } from "../../../platform/values/moments.ts";
import { checkDayOrMoment } from "../../common/check-format.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { Relationship } from "../entities.ts";

/** The given dates and flags of a relationship. */
export interface DatesInput {
  readonly upgradeDate?: string | null;
  readonly downgradeDate?: string | null;
  readonly customerSince?: string | null;
  readonly isFormer?: boolean | null;
  readonly formerDate?: string | null;
  readonly isClosed?: boolean | null;
  readonly closedAt?: string | null;
}

const DATES = ["upgradeDate", "downgradeDate", "customerSince", "formerDate", "closedAt"] as const;

/** Everything wrong with dates. */
export const checkDates = (input: DatesInput): UserError[] =>
  DATES.flatMap((field) => checkDayOrMoment(input[field], [field]));

/** The dates that a stage change sets, unless the input has others. */
interface MoveDates {
  readonly upgradeDate?: string;
  readonly downgradeDate?: string;
  readonly customerSince?: string;
}

interface Flag {
  readonly is: boolean;
  readonly date: string | null | undefined;
}

/**
 * A flag with its date, however it is set. A date implies the flag, unless the flag is given as well: a customer that
 * left and came back may keep the date. A newly set flag without a date gets the current one; a newly cleared one
 * without a date loses it.
 */
const flagOf = (was: boolean, is: boolean | null | undefined, date: string | null | undefined): Flag => {
  const set = is ?? (date == null ? was : true);
  if (date !== undefined || set === was) return { is: set, date };
  return { is: set, date: set ? now() : null };
};

/** The columns of all dates and flags in an input or a stage change. */
export const datesAndFlags = (
  stored: Pick<Relationship, "isFormer" | "isClosed">,
  input: DatesInput,
  move: MoveDates = {},
): Partial<Relationship> => {
  const former = flagOf(stored.isFormer, input.isFormer, input.formerDate);
  const closed = flagOf(stored.isClosed, input.isClosed, input.closedAt);
  const {
    upgradeDate = move.upgradeDate,
    downgradeDate = move.downgradeDate,
    customerSince = move.customerSince,
  } = input;
  return {
    isFormer: former.is,
    isClosed: closed.is,
    ...dateColumns({ upgradeDate, downgradeDate, customerSince, formerDate: former.date, closedAt: closed.date }),
  };
};

/**
 * What an input says that contradicts the default for a customer created as `CHURNED`: a former one since now. The
 * trigger sees only the inserted row, which does not distinguish given from omitted values.
 */
export const saidOfFormer = ({ isFormer, formerDate }: DatesInput): Partial<Relationship> | null => {
  if (isFormer === false) return { isFormer, ...dateColumns({ formerDate: formerDate ?? null }) };
  return formerDate === null ? dateColumns({ formerDate }) : null;
};
