import type { CustomerKey } from "../../platform/user-errors.ts";
import type { Profile } from "./entities.ts";
import { type PaymentTerms, paymentTermsOf } from "./payment-terms.ts";

/** A customer, with the ids of those above and below it where a field has asked identity for them. */
export interface CustomerWithRelatives extends CustomerKey {
  /** The parent first. */
  readonly ancestorIds?: readonly string[];
  /** The customer and those below it. */
  readonly subtreeIds?: readonly string[];
}

type Limit = Pick<Profile, "creditLimit" | "creditLimitCurrency">;
interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

const amountOf = (cents: bigint): string => {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The sums of credit limits, one per currency, by its code. Limits are stored with exactly two decimal places. */
export const sumsOf = (limits: readonly (Limit | null)[]): Money[] => {
  const cents = new Map<string, bigint>();
  for (const limit of limits) {
    if (!limit?.creditLimit || !limit.creditLimitCurrency) continue;
    const sum = cents.get(limit.creditLimitCurrency) ?? 0n;
    cents.set(limit.creditLimitCurrency, sum + BigInt(limit.creditLimit.replace(".", "")));
  }
  return [...cents]
    .map(([currencyCode, sum]) => ({ amount: amountOf(sum), currencyCode }))
    .sort((a, b) => (a.currencyCode < b.currencyCode ? -1 : 1));
};

/** The terms of the first profile that has some. */
export const firstTermsOf = (profiles: readonly (Profile | null)[]): PaymentTerms | null => {
  for (const profile of profiles) {
    const terms = profile && paymentTermsOf(profile);
    if (terms) return terms;
  }
  return null;
};
