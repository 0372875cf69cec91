import type { PaymentTermsKind, Profile } from "./entities.ts";

/** Payment terms as they are stored: what they mean, and what was written. */
export interface PaymentTerms {
  readonly kind: PaymentTermsKind;
  /** Days, exactly, as decimal text; only with the kind NET. */
  readonly days: string | null;
  readonly label: string;
}

/** Terms to be stored. Without a label they are named by their days. */
type WrittenTerms = Omit<PaymentTerms, "label"> & { readonly label: string | null };

export type PaymentTermsCode = "NET_15" | "NET_30" | "NET_45" | "NET_60" | "NET_90" | "DUE_ON_RECEIPT" | "CUSTOM";

/** The maximum of an `Int` in GraphQL. */
export const MOST_DAYS = 999_999_999;

/** Net 30, net-30, Net 30 days, n/30; after a discount for those who pay early too: 2/10, net 30; 2% 10 days, n/30. */
const NET =
  /^(?:\d{1,2}(?:\.\d{1,2})?\s*[%/]\s*\d{1,3}(?:\s*days?)?[\s,]*)?(?:net[\s-]*|n\s*\/\s*)(\d{1,9}(?:\.\d{1,6})?)(?:\s*days?)?$/i;
/** 30 days, 30 days net. */
const IN_DAYS = /^(\d{1,9}(?:\.\d{1,6})?)\s*days?(?:\s*net)?$/i;
const ON_RECEIPT = /^due (up)?on receipt$/i;
const USUAL_DAYS = [15, 30, 45, 60, 90] as const;

/** Parses terms as people write them, and keeps the original text. Unrecognized ones are CUSTOM. */
export const parsePaymentTerms = (label: string): PaymentTerms => {
  const text = label.trim();
  const days = (NET.exec(text) ?? IN_DAYS.exec(text))?.[1];
  if (days !== undefined) return { kind: "NET", days: String(Number(days)), label };
  return { kind: ON_RECEIPT.test(text) ? "RECEIPT" : "CUSTOM", days: null, label };
};

/** Terms of which only the exact days are known. 0 means on receipt. */
export const termsOfDays = (days: number): WrittenTerms =>
  days === 0 ? { kind: "RECEIPT", days: null, label: null } : { kind: "NET", days: String(days), label: null };

/** The usual text for terms of which only the meaning is known. The database has the label of those that are CUSTOM. */
const usualLabel = (kind: PaymentTermsKind, days: string | null): string =>
  kind === "RECEIPT" ? "Due on receipt" : `Net ${Number(days)}`;

/** The terms of a profile, if any were agreed. */
export const paymentTermsOf = (profile: Profile): PaymentTerms | null => {
  const { paymentTermsKind: kind, paymentTermsDays: days, paymentTermsLabel: label } = profile;
  return kind === null ? null : { kind, days, label: label ?? usualLabel(kind, days) };
};

/** Days until an invoice is due, exactly. `null` if the terms cannot be expressed in days. */
export const exactDays = ({ kind, days }: PaymentTerms): number | null =>
  kind === "RECEIPT" ? 0 : days === null ? null : Number(days);

/** The terms as one of the usual codes. */
export const codeOf = (terms: PaymentTerms): PaymentTermsCode => {
  if (terms.kind === "RECEIPT") return "DUE_ON_RECEIPT";
  const days = USUAL_DAYS.find((usual) => usual === exactDays(terms));
  return days === undefined ? "CUSTOM" : `NET_${days}`;
};
