import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { required } from "../../common/check.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { checkCreditHold, checkFinance } from "./input/check-finance.ts";
import type { CreditHoldInput, FinanceInput, PaymentTermsInput } from "./input/finance-input.ts";
import { updateFinance } from "./profile.ts";

const change = (
  manager: EntityManager,
  viewer: Viewer,
  customer: CustomerChange,
  input: FinanceInput,
): Promise<string> => {
  refuseIfAny(checkFinance(input));
  return changeCustomer(manager, viewer, customer, (savepoint) =>
    updateFinance(savepoint, viewer, customer.customerId, input),
  );
};

/** Requires some value, even `null`: an empty input would mean nothing. */
const demandGiven = (values: readonly unknown[], path: string, right: string): void =>
  refuseIfAny(values.every((value) => value === undefined) ? ([required([path], right)] satisfies UserError[]) : []);

/** Sets or clears the credit limit. */
export const setCreditLimit = async (
  manager: EntityManager,
  viewer: Viewer,
  { creditLimit, ...customer }: CustomerChange & Pick<FinanceInput, "creditLimit">,
): Promise<string> => {
  demandGiven([creditLimit], "creditLimit", "Give an amount, or null for no limit.");
  return change(manager, viewer, customer, { creditLimit });
};

/** Holds credit, or releases it. An existing hold keeps its start and its author. */
export const setCreditHold = async (
  manager: EntityManager,
  viewer: Viewer,
  { isOnHold, reason, ...customer }: CustomerChange & CreditHoldInput,
): Promise<string> => {
  refuseIfAny(checkCreditHold({ isOnHold, reason }));
  return change(manager, viewer, customer, { creditHold: { isOnHold, reason } });
};

/** Sets payment terms by a label or exact days, or clears them. */
export const setPaymentTerms = async (
  manager: EntityManager,
  viewer: Viewer,
  { paymentTerms, paymentTermInDays, ...customer }: CustomerChange & PaymentTermsInput,
): Promise<string> => {
  const right = "Give a label, or paymentTermInDays, or null for no terms.";
  demandGiven([paymentTerms, paymentTermInDays], "paymentTerms", right);
  return change(manager, viewer, customer, { paymentTerms, paymentTermInDays });
};

/** Changes given fields of a customer's taxation. */
export const updateTaxProfile = async (
  manager: EntityManager,
  viewer: Viewer,
  {
    taxClass,
    taxExempt,
    taxProfile,
    ...customer
  }: CustomerChange & Pick<FinanceInput, "taxClass" | "taxExempt" | "taxProfile">,
): Promise<string> => change(manager, viewer, customer, { taxClass, taxExempt, taxProfile });

/** Changes given fields of a customer's billing preferences. */
export const updateBillingPreferences = async (
  manager: EntityManager,
  viewer: Viewer,
  {
    billingPreferences,
    sendInvoiceReminders,
    ...customer
  }: CustomerChange & Pick<FinanceInput, "billingPreferences" | "sendInvoiceReminders">,
): Promise<string> => change(manager, viewer, customer, { billingPreferences, sendInvoiceReminders });
