import { rowOnce } from "../../common/idempotency/commands.ts";
import {
  addCertificate,
  addRegistration,
  changeCertificate,
  changeRegistration,
  demandInvoiceEmail,
  removeCertificate,
  removeRegistration,
  setCreditHold,
  setCreditLimit,
  setPaymentTerms,
  setPrimaryRegistration,
  updateBillingPreferences,
  updateTaxProfile,
  validateRegistrations,
} from "../commands/index.ts";
import type { Context } from "../context.ts";
import { ExemptionCertificate, TaxRegistration } from "../entities.ts";
import { firstTermsOf } from "../relatives.ts";
import type { Resolvers } from "../schema.generated.ts";
import { profile } from "./profile.ts";

export const resolvers: Resolvers<Context> = {
  ...profile,

  Customer: {
    __resolveReference: (reference) => reference,
    finance: ({ id }, _, { loaders }) => loaders.profileByCustomerId.load(id),
    effectivePaymentTerms: async ({ id, ancestorIds }, _, { loaders }) =>
      firstTermsOf(await loaders.profilesByCustomerIds([id, ...(ancestorIds ?? [])])),
  },

  Mutation: {
    taxRegistrationCreate: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(rowOnce(fieldName, input, { field: "taxRegistration", entity: TaxRegistration }, addRegistration)),
    taxRegistrationUpdate: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => changeRegistration(manager, viewer, input)),
    taxRegistrationDelete: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => removeRegistration(manager, viewer, input)),
    taxRegistrationPrimarySet: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => setPrimaryRegistration(manager, viewer, input)),
    taxRegistrationsValidate: (_, { input }, { write }) =>
      write((manager, viewer) => validateRegistrations(manager, viewer, input)),
    taxProfileUpdate: (_, { input }, { write }) => write((manager, viewer) => updateTaxProfile(manager, viewer, input)),
    exemptionCertificateCreate: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(
        rowOnce(fieldName, input, { field: "exemptionCertificate", entity: ExemptionCertificate }, addCertificate),
      ),
    exemptionCertificateUpdate: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => changeCertificate(manager, viewer, input)),
    exemptionCertificateDelete: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => removeCertificate(manager, viewer, input)),
    creditLimitSet: (_, { input }, { write }) => write((manager, viewer) => setCreditLimit(manager, viewer, input)),
    creditHoldSet: (_, { input }, { write }) => write((manager, viewer) => setCreditHold(manager, viewer, input)),
    paymentTermsSet: (_, { input }, { write }) => write((manager, viewer) => setPaymentTerms(manager, viewer, input)),
    billingPreferencesUpdate: (_, { input }, { write, viewer }) => {
      demandInvoiceEmail(viewer, input.billingPreferences, "input.billingPreferences");
      return write((manager, asker) => updateBillingPreferences(manager, asker, input));
    },
  },
};
