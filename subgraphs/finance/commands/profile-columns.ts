import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { now } from "../../../platform/values/moments.ts";
import { readMoney } from "../../common/read-money.ts";
import type { Profile } from "../entities.ts";
import { exactDays, parsePaymentTerms, paymentTermsOf, termsOfDays } from "../payment-terms.ts";
import type { FinanceInput } from "./input/finance-input.ts";

type Columns = Partial<Profile>;

/** The currency defaults to the tenant's, even if the stored amount has another. */
const creditLimitOf = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  { creditLimit }: FinanceInput,
): Promise<Columns> => {
  if (creditLimit === undefined) return {};
  if (creditLimit === null) return { creditLimit: null, creditLimitCurrency: null };
  const { amount, currencyCode } = await readMoney(manager, tenantId, creditLimit, { path: ["creditLimit"] });
  return { creditLimit: amount, creditLimitCurrency: currencyCode };
};

const NO_HOLD = { creditOnHold: false, creditHoldReason: null, creditHoldSince: null, creditHoldBy: null };

/** An existing hold keeps its start and its author. */
const creditHoldOf = ({ subject }: Viewer, { creditHold }: FinanceInput, stored: Profile | null): Columns => {
  if (creditHold === undefined) return {};
  if (!creditHold?.isOnHold) return NO_HOLD;
  const begun = stored?.creditOnHold ? {} : { creditOnHold: true, creditHoldSince: now(), creditHoldBy: subject };
  return { ...begun, creditHoldReason: creditHold.reason };
};

/** Terms equal to the stored ones, in days or in words, leave them as written. */
const paymentTermsColumns = (input: FinanceInput, stored: Profile | null): Columns => {
  const { paymentTerms: label, paymentTermInDays: days } = input;
  const current = stored && paymentTermsOf(stored);
  if (label === undefined && days === undefined) return {};
  if (current && (label === current.label || (days != null && days === exactDays(current)))) return {};
  const terms = label != null ? parsePaymentTerms(label) : days != null ? termsOfDays(days) : null;
  return {
    paymentTermsKind: terms?.kind ?? null,
    paymentTermsDays: terms?.days ?? null,
    paymentTermsLabel: terms?.label ?? null,
  };
};

const NO_TAX_PROFILE = { taxCode: null, reverseCharge: null, taxExemptionReason: null, taxProfileExtra: null };

const taxProfileColumns = ({ taxProfile }: FinanceInput): Columns => {
  if (taxProfile === null) return NO_TAX_PROFILE;
  const { taxCode, reverseCharge, exemptionReason, extra } = taxProfile ?? {};
  return { taxCode, reverseCharge, taxExemptionReason: exemptionReason, taxProfileExtra: extra as object | null };
};

const NO_BILLING_PREFERENCES = {
  invoiceDelivery: null,
  invoiceEmail: null,
  purchaseOrderRequired: null,
  consolidatedInvoices: null,
  billingExtra: null,
};

const billingColumns = ({ billingPreferences }: FinanceInput): Columns => {
  if (billingPreferences === null) return NO_BILLING_PREFERENCES;
  const { invoiceDelivery, invoiceEmail, purchaseOrderRequired, consolidated, extra } = billingPreferences ?? {};
  return {
    invoiceDelivery,
    invoiceEmail,
    purchaseOrderRequired,
    consolidatedInvoices: consolidated,
    billingExtra: extra as object | null,
  };
};

/** The columns of an input in stored form; `undefined` for what is not given. */
export const profileColumns = async (
  manager: EntityManager,
  viewer: Viewer,
  input: FinanceInput,
  stored: Profile | null = null,
): Promise<Columns> => ({
  taxClass: input.taxClass,
  taxExempt: input.taxExempt ?? undefined,
  sendInvoiceReminders: input.sendInvoiceReminders ?? undefined,
  ...(await creditLimitOf(manager, viewer, input)),
  ...creditHoldOf(viewer, input, stored),
  ...paymentTermsColumns(input, stored),
  ...taxProfileColumns(input),
  ...billingColumns(input),
});
