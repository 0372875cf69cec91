import { z } from "zod";
import { recordStatusOf } from "../../identity/status.ts";
import { addressSlot } from "./address-parts.ts";
import * as columns from "./columns.ts";
import { byAccountNumber, byId, checkOtherId, foreignId } from "./identification.ts";
import { amount, email, name, oneOf, text } from "./shapes.ts";
import type { Vocabulary } from "./vocabulary.ts";

const address = z
  .strictObject({
    street: text.optional(),
    city: text.optional(),
    state: text.optional(),
    postalCode: text.optional(),
    country: text.optional(),
  })
  .meta({ title: "Address" });

/** A ledger's customer: addresses, hierarchy, credit and terms. */
export const ledger: Vocabulary = {
  name: "LEDGER",
  identify: ({ id, customerId }) => [...byId("id", id, "LEDGER"), ...byAccountNumber("customerId", customerId)],
  check: ({ id, customerId }, stored) => checkOtherId("LEDGER", id, { field: "customerId", value: customerId }, stored),
  matchedBy: { name: "companyName", email: "contactEmail" },
  fields: {
    id: foreignId("LEDGER"),
    organizationId: { shape: text, ...columns.tenantId },
    companyName: { shape: name(), required: true, ...columns.displayName },
    customerId: { shape: text.nullable(), ...columns.accountNumber },
    contactEmail: { shape: email.nullable(), ...columns.primaryEmail },
    contactPhone: { shape: text.nullable(), ...columns.primaryPhone },
    billingAddress: { shape: address.nullable(), ...addressSlot("BILLING") },
    shippingAddress: { shape: address.nullable(), ...addressSlot("SHIPPING") },
    parentCustomerId: columns.parentId("LEDGER"),
    taxId: { shape: text.nullable(), ...columns.taxNumber },
    paymentTerms: { shape: text.nullable(), ...columns.paymentTermsLabel },
    creditLimit: { shape: amount.nullable(), ...columns.creditLimit },
    status: {
      shape: oneOf("active", "inactive", "archived"),
      fallback: "active",
      read: ({ customer }) => recordStatusOf(customer).toLowerCase(),
      write: (status: string) => ({ status: status.toUpperCase() as "ACTIVE" | "INACTIVE" | "ARCHIVED" }),
    },
    createdAt: { shape: text, ...columns.createdAt },
    updatedAt: { shape: text, ...columns.updatedAt },
  },
};
