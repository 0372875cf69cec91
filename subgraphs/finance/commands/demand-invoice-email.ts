import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { FinanceInput } from "./input/finance-input.ts";

/** Refuses to write the e-mail address for invoices, which clearing all preferences does too, unless the viewer may. */
export const demandInvoiceEmail = (
  viewer: Viewer,
  preferences: FinanceInput["billingPreferences"],
  place: string,
): void => {
  if (preferences === null || preferences?.invoiceEmail !== undefined) {
    demandScope(viewer, `${place}.invoiceEmail`, "contacts:write");
  }
};
