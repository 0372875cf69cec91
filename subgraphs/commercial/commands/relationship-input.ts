import { checkAmount, checkCurrency, checkId, checkText, invalid } from "../../../platform/check.ts";
import type { UserError } from "../../../platform/user-errors.ts";
import type { AcquisitionSource, FunnelStage, IndustrySegment, RelationKind, Relationship } from "../entities.ts";

/** What can be said of a relationship. What is left out stays, or gets its default; `null` clears. */
export interface RelationshipInput {
  readonly funnelStage?: FunnelStage | null;
  readonly relationKind?: RelationKind | null;
  readonly customerSince?: Date | null;
  readonly isFormer?: boolean | null;
  readonly formerDate?: Date | null;
  readonly isClosed?: boolean | null;
  readonly closedAt?: Date | null;
  readonly sellerRelationId?: string | null;
  readonly accountManagerId?: string | null;
  readonly ownerIds?: readonly string[] | null;
  readonly priceListId?: string | null;
  readonly industrySegment?: IndustrySegment | null;
  readonly acquisitionSource?: AcquisitionSource | null;
  readonly referredBy?: string | null;
  readonly healthScore?: number | null;
  readonly annualRevenue?: { readonly amount: string; readonly currencyCode?: string | null } | null;
  readonly mailingOptOut?: boolean | null;
  readonly internalNote?: string | null;
  readonly notesSummary?: string | null;
}

const checkFlag = (flag: boolean | null | undefined, date: Date | null | undefined, field: string): UserError[] =>
  flag === false && date != null
    ? [invalid([field], "false", "A date implies the flag: leave one of the two out.")]
    : [];

const checkScore = (score: number | null | undefined): UserError[] =>
  score == null || (Number.isInteger(score) && score >= 0 && score <= 100)
    ? []
    : [invalid(["healthScore"], score, "Give a whole number from 0 to 100.")];

const MOST_OWNERS = 50;

const checkOwners = (ids: readonly string[]): UserError[] =>
  ids.length > MOST_OWNERS
    ? [invalid(["ownerIds"], ids.length, `Give at most ${MOST_OWNERS}.`)]
    : ids.flatMap((id, index) => [
        ...checkId(id, ["ownerIds", String(index)], "employee"),
        ...(ids.indexOf(id) < index ? [invalid(["ownerIds", String(index)], id, "Name each owner once.")] : []),
      ]);

/** All that is wrong with a relationship. */
export const checkRelationship = (input: RelationshipInput): UserError[] => [
  ...checkFlag(input.isFormer, input.formerDate, "isFormer"),
  ...checkFlag(input.isClosed, input.closedAt, "isClosed"),
  ...checkId(input.sellerRelationId, ["sellerRelationId"], "organization"),
  ...checkId(input.accountManagerId, ["accountManagerId"], "employee"),
  ...checkOwners(input.ownerIds ?? []),
  ...checkId(input.priceListId, ["priceListId"], "price list"),
  ...checkText(input.referredBy, ["referredBy"], 256),
  ...checkScore(input.healthScore),
  ...checkAmount(input.annualRevenue?.amount, ["annualRevenue", "amount"], { negative: true }),
  ...checkCurrency(input.annualRevenue?.currencyCode, ["annualRevenue", "currencyCode"]),
];

/** The columns an input speaks of, in the form in which they are stored; `undefined` for what is not given. */
export const toColumns = (input: RelationshipInput): Partial<Relationship> => ({
  funnelStage: input.funnelStage ?? undefined,
  relationKind: input.relationKind ?? undefined,
  customerSince: input.customerSince,
  isFormer: input.isFormer ?? (input.formerDate != null ? true : undefined),
  formerDate: input.isFormer === false ? null : input.formerDate,
  isClosed: input.isClosed ?? (input.closedAt != null ? true : undefined),
  closedAt: input.isClosed === false ? null : input.closedAt,
  sellerRelationId: input.sellerRelationId,
  accountManagerId: input.accountManagerId,
  priceListId: input.priceListId,
  industrySegment: input.industrySegment,
  acquisitionSource: input.acquisitionSource,
  referredBy: input.referredBy,
  healthScore: input.healthScore,
  mailingOptOut: input.mailingOptOut ?? undefined,
  internalNote: input.internalNote,
  notesSummary: input.notesSummary,
});
