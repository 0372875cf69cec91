export { demandInvoiceEmail } from "./demand-invoice-email.ts";
export { addCertificate, changeCertificate, removeCertificate } from "./exemption-certificates/index.ts";
export { checkFinance } from "./input/check-finance.ts";
export type { FinanceInput } from "./input/finance-input.ts";
export { createFinance, updateFinance } from "./profile.ts";
export {
  setCreditHold,
  setCreditLimit,
  setPaymentTerms,
  updateBillingPreferences,
  updateTaxProfile,
} from "./settings.ts";
export {
  addRegistration,
  changeRegistration,
  removeRegistration,
  setPrimaryRegistration,
  validateRegistrations,
} from "./tax-registrations/index.ts";
