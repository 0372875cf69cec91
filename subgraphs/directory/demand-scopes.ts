import { demandScope } from "../../platform/auth/scopes.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { demandInvoiceEmail } from "../finance/commands/index.ts";
import type { CustomerChanges, CustomerInput } from "./commands/index.ts";

/** How to reach a customer, as the fields of its input. */
const CONTACTS = [
  "primaryEmail",
  "primaryPhone",
  "faxNumber",
  "contacts",
  "addresses",
  "billingAddress",
  "shippingAddress",
  "mailingAddress",
  "physicalAddress",
] as const;

/** Refuses the parts of a customer's input that the viewer may not write. */
export const demandParts = (viewer: Viewer, input: CustomerInput | CustomerChanges, place: string): void => {
  const { finance, party } = input;
  if (finance) demandScope(viewer, `${place}.finance`, "finance:write");
  demandInvoiceEmail(viewer, finance?.billingPreferences, `${place}.finance.billingPreferences`);
  if (party?.person) demandScope(viewer, `${place}.party.person`, "contacts:write");
  for (const field of CONTACTS) {
    if (input[field] !== undefined) demandScope(viewer, `${place}.${field}`, "contacts:write");
  }
};
