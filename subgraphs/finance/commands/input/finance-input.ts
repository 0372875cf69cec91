import type { MoneyInput } from "../../../common/check-money.ts";
import type { InvoiceDelivery, TaxClass } from "../../entities.ts";

/** The changes of a row: omitted fields stay. */
export type Changes<Input> = { readonly [Field in keyof Input]?: Input[Field] | null };

export interface TaxRegistrationInput {
  readonly number: string;
  readonly countryCode?: string | null;
}

export interface ExemptionCertificateInput {
  readonly number: string;
  readonly region?: string | null;
  readonly countryCode?: string | null;
  /** A day as ISO text. */
  readonly validFrom?: string | null;
  /** A day as ISO text. */
  readonly validUntil?: string | null;
  readonly url?: string | null;
}

export interface TaxProfileInput {
  readonly taxCode?: string | null;
  readonly reverseCharge?: boolean | null;
  readonly exemptionReason?: string | null;
  /** An object of JSON. */
  readonly extra?: unknown;
}

export interface CreditHoldInput {
  readonly isOnHold: boolean;
  readonly reason?: string | null;
}

export interface BillingPreferencesInput {
  readonly invoiceDelivery?: InvoiceDelivery | null;
  readonly invoiceEmail?: string | null;
  readonly purchaseOrderRequired?: boolean | null;
  readonly consolidated?: boolean | null;
  /** An object of JSON. */
  readonly extra?: unknown;
}

/** The input for payment terms: a label or exact days, not both. */
export interface PaymentTermsInput {
  /** As people write it. */
  readonly paymentTerms?: string | null;
  /** 0 means on receipt. */
  readonly paymentTermInDays?: number | null;
}

/** The input for taxes, credit and payment. Omitted fields stay; `null` clears; a list replaces the list. */
export interface FinanceInput extends PaymentTermsInput {
  /** The primary one first. */
  readonly taxRegistrations?: readonly TaxRegistrationInput[] | null;
  /** The number of the primary registration alone, instead of `taxRegistrations`. */
  readonly taxNumber?: string | null;
  readonly taxClass?: TaxClass | null;
  readonly taxExempt?: boolean | null;
  readonly taxProfile?: TaxProfileInput | null;
  readonly exemptionCertificates?: readonly ExemptionCertificateInput[] | null;
  readonly creditLimit?: MoneyInput | null;
  readonly creditHold?: CreditHoldInput | null;
  readonly sendInvoiceReminders?: boolean | null;
  readonly billingPreferences?: BillingPreferencesInput | null;
}
