import { MOST_DECIMALS, type Money, toAmount } from "../common/money.ts";
import type { CustomerKey } from "../common/user-errors.ts";
import type { Profile } from "./entities.ts";
import { type PaymentTerms, paymentTermsOf } from "./payment-terms.ts";

/** A customer, with the ids of its ancestors and descendants if a field has requested them from identity. */
export interface CustomerWithRelatives extends CustomerKey {
  /** The parent first. */
  readonly ancestorIds?: readonly string[];
  /** The customer and its descendants. */
  readonly subtreeIds?: readonly string[];
}

type Limit = Pick<Profile, "creditLimit" | "creditLimitCurrency">;

/** In the smallest unit of any currency. */
const partsOf = (amount: string): bigint => {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(MOST_DECIMALS, "0"));
};

const amountOf = (parts: bigint): string => {
  const digits = String(parts).padStart(MOST_DECIMALS + 1, "0");
  return `${digits.slice(0, -MOST_DECIMALS)}.${digits.slice(-MOST_DECIMALS)}`;
};

/** The sums of credit limits, one per currency, by its code. */
export const sumsOf = (limits: readonly (Limit | null)[]): Money[] => {
  const sums = new Map<string, bigint>();
  for (const limit of limits) {
    if (!limit?.creditLimit || !limit.creditLimitCurrency) continue;
    const sum = sums.get(limit.creditLimitCurrency) ?? 0n;
    sums.set(limit.creditLimitCurrency, sum + partsOf(limit.creditLimit));
  }
  return [...sums]
    .map(([currencyCode, sum]) => ({ amount: toAmount(amountOf(sum), currencyCode), currencyCode }))
    .sort((a, b) => (a.currencyCode < b.currencyCode ? -1 : 1));
};

/** The terms of the first profile that has any. */
export const firstTermsOf = (profiles: readonly (Profile | null)[]): PaymentTerms | null => {
  for (const profile of profiles) {
    const terms = profile && paymentTermsOf(profile);
    if (terms) return terms;
  }
  return null;
};
