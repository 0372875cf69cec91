import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { now } from "../../../../platform/values/moments.ts";
import { changesOf } from "../../../common/changes.ts";
import { Profile, TaxRegistration } from "../../entities.ts";
import { classify } from "../../tax-numbers/classify.ts";
import { validateTaxNumber } from "../../tax-numbers/validate.ts";
import type { Draft, Edit } from "./edits.ts";

const isValidated = (row: TaxRegistration | undefined, { number, countryCode }: Draft): row is TaxRegistration =>
  row?.number === number && row.countryCode === countryCode && row.validationStatus !== "UNAVAILABLE";

/** Validates the number of a draft that has not been validated. */
const toRow = async (
  key: { readonly tenantId: string; readonly customerId: string },
  draft: Draft,
  stored: TaxRegistration | undefined,
): Promise<TaxRegistration> => {
  if (isValidated(stored, draft)) return { ...stored, ...draft };
  const { status, method, holder } = await validateTaxNumber(draft.number, draft.countryCode);
  return {
    ...key,
    ...draft,
    validationStatus: status,
    validationMethod: method,
    validatedAt: now(),
    holder,
  };
};

const isSame = (stored: TaxRegistration | undefined, row: TaxRegistration): boolean =>
  stored !== undefined && changesOf(stored, { ...row, validatedAt: stored.validatedAt }) === null;

interface Edited {
  readonly changed: boolean;
  /** The current registrations. */
  readonly rows: readonly TaxRegistration[];
}

/**
 * Changes the tax registrations of a customer, validates new ones, and classifies the customer by all of them. The
 * caller holds the customer's lock.
 */
export const editRegistrations = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  edit: Edit,
): Promise<Edited> => {
  const key = { tenantId, customerId };
  const stored = await manager.find(TaxRegistration, { where: key, order: { isPrimary: "DESC", position: "ASC" } });
  const storedOf = new Map(stored.map((row) => [row.id, row]));
  const rows: TaxRegistration[] = [];
  for (const draft of edit(stored)) rows.push(await toRow(key, draft, storedOf.get(draft.id)));
  if (rows.length === stored.length && rows.every((row) => isSame(storedOf.get(row.id), row))) {
    return { changed: false, rows: stored };
  }
  // All at once, because there must never be more than one primary row, even within a statement.
  await manager.delete(TaxRegistration, key);
  await manager.insert(TaxRegistration, rows);
  await manager.update(Profile, key, { taxClassification: classify(rows) });
  return { changed: true, rows };
};
