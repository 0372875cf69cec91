import { codeOf, exactDays, paymentTermsOf } from "./payment-terms.ts";
import type { Resolvers } from "./schema.generated.ts";

export const resolvers: Resolvers = {
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    finance: ({ id }, _, { loaders }) => loaders.profileByCustomerId.load(id),
  },

  FinanceProfile: {
    taxRegistrations: ({ customerId }, _, { loaders }) => loaders.taxRegistrationsByCustomerId.load(customerId),
    taxNumber: async ({ customerId }, _, { loaders }) =>
      (await loaders.taxRegistrationsByCustomerId.load(customerId))[0]?.number,
    creditLimit: ({ creditLimit, creditLimitCurrency }) =>
      creditLimit !== null && creditLimitCurrency !== null
        ? { amount: creditLimit, currencyCode: creditLimitCurrency }
        : null,
    paymentTerms: paymentTermsOf,
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
