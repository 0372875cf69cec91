import { checkAmount, checkCountryCode, checkCurrency, checkText, invalid } from "../../../platform/check.ts";
import type { UserError } from "../../../platform/user-errors.ts";
import type { TaxClass } from "../entities.ts";

export interface TaxRegistrationInput {
  readonly number: string;
  readonly countryCode?: string | null;
}

/** What can be said of taxes, credit and payment. What is left out stays; `null` clears; a list replaces the list. */
export interface FinanceInput {
  /** The primary one first. */
  readonly taxRegistrations?: readonly TaxRegistrationInput[] | null;
  readonly taxClass?: TaxClass | null;
  readonly taxExempt?: boolean | null;
  readonly creditLimit?: { readonly amount: string; readonly currencyCode?: string | null } | null;
  /** As people write it. */
  readonly paymentTerms?: string | null;
  readonly sendInvoiceReminders?: boolean | null;
}

const MOST_REGISTRATIONS = 50;

const checkRegistrations = (registrations: readonly TaxRegistrationInput[]): UserError[] => [
  ...(registrations.length > MOST_REGISTRATIONS
    ? [invalid(["taxRegistrations"], registrations.length, `Give at most ${MOST_REGISTRATIONS}.`)]
    : []),
  ...registrations.flatMap(({ number, countryCode }, index) => [
    ...checkText(number, ["taxRegistrations", String(index), "number"], 1_000),
    ...checkCountryCode(countryCode, ["taxRegistrations", String(index), "countryCode"]),
  ]),
];

/** All that is wrong with taxes, credit and payment. */
export const checkFinance = (input: FinanceInput): UserError[] => [
  ...checkRegistrations(input.taxRegistrations ?? []),
  ...checkAmount(input.creditLimit?.amount, ["creditLimit", "amount"]),
  ...checkCurrency(input.creditLimit?.currencyCode, ["creditLimit", "currencyCode"]),
  ...checkText(input.paymentTerms, ["paymentTerms"], 256),
];
