import { checkId, invalid, outOfRange, tooMany } from "../../common/check.ts";
import { checkMoney, type MoneyInput } from "../../common/check-money.ts";
import { checkObject } from "../../common/check-object.ts";
import { checkProse } from "../../common/check-prose.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { AcquisitionSource, FunnelStage, IndustrySegment, RelationKind, Relationship } from "../entities.ts";
import { checkDates, type DatesInput } from "./dates.ts";

/** The input for a relationship. Omitted fields stay, or get their defaults; `null` clears. */
export interface RelationshipInput extends DatesInput {
  readonly funnelStage?: FunnelStage | null;
  readonly relationKind?: RelationKind | null;
  readonly sellerRelationId?: string | null;
  readonly accountManagerId?: string | null;
  readonly ownerIds?: readonly string[] | null;
  readonly priceListId?: string | null;
  readonly statusLabelId?: string | null;
  readonly labelIds?: readonly string[] | null;
  readonly industrySegment?: IndustrySegment | null;
  readonly acquisitionSource?: AcquisitionSource | null;
  readonly referredBy?: string | null;
  readonly healthScore?: number | null;
  readonly annualRevenue?: MoneyInput | null;
  /** An object, after the check. */
  readonly contractTerms?: unknown;
  readonly mailingOptOut?: boolean | null;
  readonly internalNote?: string | null;
  readonly notesSummary?: string | null;
}

const checkScore = (score: number | null | undefined): UserError[] =>
  score == null || (Number.isInteger(score) && score >= 0 && score <= 100)
    ? []
    : [outOfRange(["healthScore"], score, [0, 100])];

/** The maximum number of owners of a customer. */
export const MOST_OWNERS = 50;

/** The maximum number of labels of a customer. */
export const MOST_LABELS = 100;

const checkIds = (
  ids: readonly string[],
  { field, what, most }: { field: string; what: string; most: number },
): UserError[] => {
  if (ids.length > most) return [tooMany([field], ids.length, most)];
  const known = ids.map((id) => id.toLowerCase());
  return ids.flatMap((id, index) => [
    ...checkId(id, [field, String(index)], what),
    ...(known.indexOf(id.toLowerCase()) < index
      ? [invalid([field, String(index)], id, `Name each ${what} once.`)]
      : []),
  ]);
};

/** Everything wrong with a relationship. */
export const checkRelationship = (input: RelationshipInput): UserError[] => [
  ...checkId(input.sellerRelationId, ["sellerRelationId"], "organization"),
  ...checkId(input.accountManagerId, ["accountManagerId"], "employee"),
  ...checkIds(input.ownerIds ?? [], { field: "ownerIds", what: "employee", most: MOST_OWNERS }),
  ...checkId(input.priceListId, ["priceListId"], "price list"),
  ...checkId(input.statusLabelId, ["statusLabelId"], "status label"),
  ...checkIds(input.labelIds ?? [], { field: "labelIds", what: "label", most: MOST_LABELS }),
  ...checkDates(input),
  ...checkProse(input.referredBy, ["referredBy"]),
  ...checkScore(input.healthScore),
  ...checkMoney(input.annualRevenue, ["annualRevenue"], { negative: true }),
  ...checkObject(input.contractTerms, ["contractTerms"]),
  ...checkProse(input.internalNote, ["internalNote"]),
  ...checkProse(input.notesSummary, ["notesSummary"]),
];

/** An id in PostgreSQL's form, so that the same one is no change. */
const canonical = (id: string | null | undefined): string | null | undefined => id?.toLowerCase() ?? id;

/** The columns of an input, except dates and flags, in stored form; `undefined` for what is not given. */
export const toColumns = (input: RelationshipInput): Partial<Relationship> => ({
  funnelStage: input.funnelStage ?? undefined,
  relationKind: input.relationKind ?? undefined,
  sellerRelationId: canonical(input.sellerRelationId),
  accountManagerId: canonical(input.accountManagerId),
  priceListId: canonical(input.priceListId),
  statusLabelId: canonical(input.statusLabelId),
  industrySegment: input.industrySegment,
  acquisitionSource: input.acquisitionSource,
  referredBy: input.referredBy,
  healthScore: input.healthScore,
  contractTerms: input.contractTerms as object | null | undefined,
  mailingOptOut: input.mailingOptOut ?? undefined,
  internalNote: input.internalNote,
  notesSummary: input.notesSummary,
});
