import { checkText, FREE_TEXT, invalid, required } from "../../../common/check.ts";
import { checkCountryCode, checkDay, checkEmail, checkUrl } from "../../../common/check-format.ts";
import { checkMoney } from "../../../common/check-money.ts";
import { checkObject } from "../../../common/check-object.ts";
import { type UserError, under } from "../../../common/user-errors.ts";
import { MOST_DAYS } from "../../payment-terms.ts";
import { checkNumber, checkSize } from "./check-kinds.ts";
import type {
  BillingPreferencesInput,
  Changes,
  CreditHoldInput,
  ExemptionCertificateInput,
  FinanceInput,
  PaymentTermsInput,
  TaxProfileInput,
  TaxRegistrationInput,
} from "./finance-input.ts";

/** Refuses to clear what can only be changed. */
export const checkKept = (value: unknown, path: readonly string[]): UserError[] =>
  value === null ? [required(path, "It cannot be cleared. Leave it out to keep it.")] : [];

/** Everything wrong with a tax registration, or with changes of one. */
export const checkRegistration = ({ number, countryCode }: Changes<TaxRegistrationInput>): UserError[] => [
  ...checkNumber(number, ["number"]),
  ...checkCountryCode(countryCode, ["countryCode"]),
];

/** Checks that a certificate does not end before it begins. */
export const checkSpan = ({ validFrom, validUntil }: Changes<ExemptionCertificateInput>): UserError[] =>
  validFrom != null && validUntil != null && validUntil < validFrom
    ? [
        invalid(["validUntil"], validUntil, `Give ${validFrom}, the first day it is valid, or a later day.`, {
          expected: "DATE",
          min: validFrom,
        }),
      ]
    : [];

/** Everything wrong with an exemption certificate, or with changes of one. */
export const checkCertificate = (certificate: Changes<ExemptionCertificateInput>): UserError[] => {
  const { number, region, countryCode, validFrom, validUntil, url } = certificate;
  const days = [...checkDay(validFrom, ["validFrom"]), ...checkDay(validUntil, ["validUntil"])];
  return [
    ...checkText(number, ["number"], 256),
    ...checkText(region, ["region"], 256),
    ...checkCountryCode(countryCode, ["countryCode"]),
    ...(days.length > 0 ? days : checkSpan(certificate)),
    ...checkUrl(url, ["url"]),
  ];
};

/** Everything wrong with a credit hold. */
export const checkCreditHold = ({ isOnHold, reason }: CreditHoldInput): UserError[] =>
  reason != null && !isOnHold
    ? [invalid(["reason"], reason, "Only a hold has a reason. Leave it out, or set isOnHold.")]
    : checkText(reason, ["reason"], 1_000);

/** Everything wrong with payment terms. */
const checkPaymentTerms = ({ paymentTerms, paymentTermInDays: days }: PaymentTermsInput): UserError[] => [
  ...checkText(paymentTerms, ["paymentTerms"], FREE_TEXT),
  ...(days != null && !(days >= 0 && days <= MOST_DAYS)
    ? [
        invalid(["paymentTermInDays"], days, `Give 0 to ${MOST_DAYS} days.`, {
          expected: "NUMBER",
          min: "0",
          max: String(MOST_DAYS),
        }),
      ]
    : []),
  ...(paymentTerms !== undefined && days !== undefined
    ? [invalid(["paymentTermInDays"], days, "Give either paymentTerms or paymentTermInDays, not both.")]
    : []),
];

const checkTaxProfile = ({ taxCode, exemptionReason, extra }: TaxProfileInput): UserError[] => [
  ...checkText(taxCode, ["taxCode"], 64),
  ...checkText(exemptionReason, ["exemptionReason"], 1_000),
  ...checkObject(extra, ["extra"]),
];

const checkBillingPreferences = ({ invoiceEmail, extra }: BillingPreferencesInput): UserError[] => [
  ...checkEmail(invoiceEmail, ["invoiceEmail"]),
  ...checkObject(extra, ["extra"]),
];

const inEach = <Item>(items: readonly Item[] | null | undefined, place: string, check: (item: Item) => UserError[]) => [
  ...checkSize(items, [place]),
  ...(items ?? []).flatMap((item, index) => under([place, String(index)], check(item))),
];

const checkTaxNumber = ({ taxNumber, taxRegistrations }: FinanceInput): UserError[] => [
  ...checkNumber(taxNumber, ["taxNumber"]),
  ...(taxNumber !== undefined && taxRegistrations !== undefined
    ? [invalid(["taxNumber"], taxNumber, "Give either taxNumber or taxRegistrations, not both.")]
    : []),
];

/** Everything wrong with taxes, credit and payment. */
export const checkFinance = (input: FinanceInput): UserError[] => [
  ...inEach(input.taxRegistrations, "taxRegistrations", checkRegistration),
  ...checkTaxNumber(input),
  ...under(["taxProfile"], checkTaxProfile(input.taxProfile ?? {})),
  ...inEach(input.exemptionCertificates, "exemptionCertificates", checkCertificate),
  ...checkMoney(input.creditLimit, ["creditLimit"]),
  ...under(["creditHold"], checkCreditHold(input.creditHold ?? { isOnHold: false })),
  ...checkPaymentTerms(input),
  ...under(["billingPreferences"], checkBillingPreferences(input.billingPreferences ?? {})),
];
