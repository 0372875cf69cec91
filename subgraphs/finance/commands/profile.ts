import type { EntityManager } from "typeorm";
import { changesOf } from "../../../platform/changes.ts";
import { toAmount } from "../../../platform/money.ts";
import { tenantCurrency } from "../../../platform/tenant-currency.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Profile } from "../entities.ts";
import { parsePaymentTerms } from "../payment-terms.ts";
import type { FinanceInput } from "./finance-input.ts";
import { replaceTaxRegistrations } from "./tax-registrations.ts";

const creditLimitOf = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  { creditLimit }: FinanceInput,
): Promise<Partial<Profile>> => {
  if (creditLimit === undefined) return {};
  if (creditLimit === null) return { creditLimit: null, creditLimitCurrency: null };
  return {
    creditLimit: toAmount(creditLimit.amount),
    creditLimitCurrency: creditLimit.currencyCode ?? (await tenantCurrency(manager, tenantId)),
  };
};

const paymentTermsColumns = ({ paymentTerms }: FinanceInput): Partial<Profile> => {
  if (paymentTerms === undefined) return {};
  const terms = paymentTerms === null ? null : parsePaymentTerms(paymentTerms);
  return {
    paymentTermsKind: terms?.kind ?? null,
    paymentTermsDays: terms?.days ?? null,
    paymentTermsLabel: terms?.label ?? null,
  };
};

/** The columns an input speaks of, in the form in which they are stored; `undefined` for what is not given. */
const toColumns = async (manager: EntityManager, viewer: Viewer, input: FinanceInput): Promise<Partial<Profile>> => ({
  taxClass: input.taxClass,
  taxExempt: input.taxExempt ?? undefined,
  sendInvoiceReminders: input.sendInvoiceReminders ?? undefined,
  ...(await creditLimitOf(manager, viewer, input)),
  ...paymentTermsColumns(input),
});

/** Gives a customer that was just created its profile. The input has been checked. */
export const createFinance = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: FinanceInput,
): Promise<void> => {
  const { taxExempt = false, sendInvoiceReminders = true, ...columns } = await toColumns(manager, viewer, input);
  await manager.insert(Profile, { ...columns, taxExempt, sendInvoiceReminders, tenantId: viewer.tenantId, customerId });
  if (input.taxRegistrations?.length) {
    await replaceTaxRegistrations(manager, viewer, customerId, input.taxRegistrations);
  }
};

/** Changes what is given and differs; answers whether anything did. The caller holds the customer's lock. */
export const updateFinance = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: FinanceInput,
): Promise<boolean> => {
  const key = { tenantId: viewer.tenantId, customerId };
  const stored = await manager.findOneByOrFail(Profile, key);
  const changes = changesOf(stored, await toColumns(manager, viewer, input));
  if (changes) await manager.update(Profile, key, changes);
  const { taxRegistrations } = input;
  const renumbered =
    taxRegistrations !== undefined &&
    (await replaceTaxRegistrations(manager, viewer, customerId, taxRegistrations ?? []));
  return changes !== null || renumbered;
};
