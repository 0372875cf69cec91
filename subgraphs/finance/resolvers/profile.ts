import { demandScopes } from "../../../platform/auth/scopes.ts";
import { actorOf } from "../../common/actor.ts";
import { moneyOf } from "../../common/money.ts";
import type { Context } from "../context.ts";
import type { Profile } from "../entities.ts";
import { isActive, isExempt } from "../exemption.ts";
import { codeOf, exactDays, paymentTermsOf } from "../payment-terms.ts";
import type { Resolvers } from "../schema.generated.ts";

/** What `Customer.finance` needs, and so the rows below it when they are entered by their ids. */
const FINANCE_READ = [["finance:read"]] as const;

/** A part of a profile, which is the profile row itself; at least one of its columns must have a value. */
const ifAny = (profile: Profile, ...columns: readonly (keyof Profile)[]): Profile | null =>
  columns.some((column) => profile[column] !== null) ? profile : null;

export const profile: Resolvers<Context> = {
  FinanceProfile: {
    taxRegistrations: ({ customerId }, _, { loaders }) => loaders.taxRegistrationsByCustomerId.load(customerId),
    taxNumber: async ({ customerId }, _, { loaders }) =>
      (await loaders.taxRegistrationsByCustomerId.load(customerId))[0]?.number,
    effectiveTaxExempt: (row, _, { loaders }) =>
      isExempt(row, () => loaders.exemptionCertificatesByCustomerId.load(row.customerId)),
    exemptionCertificates: ({ customerId }, _, { loaders }) =>
      loaders.exemptionCertificatesByCustomerId.load(customerId),
    taxProfile: (row) => ifAny(row, "taxCode", "reverseCharge", "taxExemptionReason", "taxProfileExtra"),
    creditLimit: ({ creditLimit, creditLimitCurrency }) => moneyOf(creditLimit, creditLimitCurrency),
    creditHold: (row) => row,
    paymentTerms: paymentTermsOf,
    billingPreferences: (row) =>
      ifAny(row, "invoiceDelivery", "invoiceEmail", "purchaseOrderRequired", "consolidatedInvoices", "billingExtra"),
  },

  TaxRegistration: {
    __resolveReference: ({ id }, { viewer, loaders }) => {
      demandScopes(viewer, "TaxRegistration", FINANCE_READ);
      return loaders.taxRegistrationById.load(id);
    },
    validation: ({ validationStatus, validationMethod, validatedAt }) => ({
      status: validationStatus,
      method: validationMethod,
      checkedAt: validatedAt,
    }),
  },

  ExemptionCertificate: {
    __resolveReference: ({ id }, { viewer, loaders }) => {
      demandScopes(viewer, "ExemptionCertificate", FINANCE_READ);
      return loaders.exemptionCertificateById.load(id);
    },
    isActive,
  },

  TaxProfile: {
    exemptionReason: ({ taxExemptionReason }) => taxExemptionReason,
    extra: ({ taxProfileExtra }) => taxProfileExtra,
  },

  CreditHold: {
    isOnHold: ({ creditOnHold }) => creditOnHold,
    reason: ({ creditHoldReason }) => creditHoldReason,
    since: ({ creditHoldSince }) => creditHoldSince,
    by: ({ creditHoldBy }) => creditHoldBy,
    actor: ({ creditHoldBy }) => actorOf(creditHoldBy),
  },

  BillingPreferences: {
    consolidated: ({ consolidatedInvoices }) => consolidatedInvoices,
    extra: ({ billingExtra }) => billingExtra,
  },

  PaymentTerms: {
    code: codeOf,
    dueInDays: (terms) => {
      const days = exactDays(terms);
      return days === null ? null : Math.ceil(days);
    },
    paymentTermInDays: exactDays,
  },
};
