import type { CustomerKey } from "../common/user-errors.ts";
import type { Profile } from "./entities.ts";
import { type PaymentTerms, paymentTermsOf } from "./payment-terms.ts";

/** A customer, with the ids of its ancestors if a field has requested them from identity. */
export interface CustomerWithRelatives extends CustomerKey {
  /** The parent first. */
  readonly ancestorIds?: readonly string[];
}

/** The terms of the first profile that has any. */
export const firstTermsOf = (profiles: readonly (Profile | null)[]): PaymentTerms | null => {
  for (const profile of profiles) {
    const terms = profile && paymentTermsOf(profile);
    if (terms) return terms;
  }
  return null;
};
