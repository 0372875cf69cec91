import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { changesOf } from "../../common/changes.ts";
import { Profile } from "../entities.ts";
import { replaceCertificates } from "./exemption-certificates/rows.ts";
import type { FinanceInput } from "./input/finance-input.ts";
import { profileColumns } from "./profile-columns.ts";
import { type Edit, replacedBy, withNumber } from "./tax-registrations/edits.ts";
import { editRegistrations } from "./tax-registrations/rows.ts";

const editOf = ({ taxRegistrations, taxNumber }: FinanceInput): Edit | null => {
  if (taxRegistrations !== undefined) return replacedBy(taxRegistrations ?? []);
  return taxNumber === undefined ? null : withNumber(taxNumber);
};

/** Writes the lists of an input; returns whether they changed. */
const writeLists = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: FinanceInput,
): Promise<boolean> => {
  const edit = editOf(input);
  const renumbered = edit !== null && (await editRegistrations(manager, viewer, customerId, edit)).changed;
  const { exemptionCertificates: certificates } = input;
  const recertified =
    certificates !== undefined && (await replaceCertificates(manager, viewer, customerId, certificates ?? []));
  return renumbered || recertified;
};

/** Creates the profile of a new customer. The input has been checked. */
export const createFinance = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: FinanceInput,
): Promise<void> => {
  const { taxExempt = false, sendInvoiceReminders = true, ...columns } = await profileColumns(manager, viewer, input);
  await manager.insert(Profile, { ...columns, taxExempt, sendInvoiceReminders, tenantId: viewer.tenantId, customerId });
  await writeLists(manager, viewer, customerId, input);
};

/** Changes given fields that differ; returns whether anything did. The caller holds the customer's lock. */
export const updateFinance = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: FinanceInput,
): Promise<boolean> => {
  const key = { tenantId: viewer.tenantId, customerId };
  const stored = await manager.findOneByOrFail(Profile, key);
  const changes = changesOf(stored, await profileColumns(manager, viewer, input, stored));
  if (changes) await manager.update(Profile, key, changes);
  const rewritten = await writeLists(manager, viewer, customerId, input);
  return changes !== null || rewritten;
};
