import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../../common/change-customer.ts";
import { type CustomerKey, refuseIfAny } from "../../../common/user-errors.ts";
import { TaxRegistration } from "../../entities.ts";
import { checkKept, checkRegistration } from "../input/check-finance.ts";
import type { Changes, TaxRegistrationInput } from "../input/finance-input.ts";
import { ownerOf, type RowOfCustomer, sayingRow } from "../row.ts";
import { type Edit, unchanged, withAdded, withChanged, withPrimary, withRemoved } from "./edits.ts";
import { editRegistrations } from "./rows.ts";

interface Written {
  readonly customer: CustomerKey;
  /** `null` if no single one was named, or it was removed. */
  readonly taxRegistration: TaxRegistration | null;
}

const change = async (
  manager: EntityManager,
  viewer: Viewer,
  customer: CustomerChange,
  id: string | null,
  edit: Edit,
): Promise<Written> => {
  let taxRegistration: TaxRegistration | null = null;
  await changeCustomer(manager, viewer, customer, async (savepoint) => {
    const { changed, rows } = await editRegistrations(savepoint, viewer, customer.customerId, edit);
    taxRegistration = rows.find((row) => row.id === id?.toLowerCase()) ?? null;
    return changed;
  });
  return { customer: { id: customer.customerId }, taxRegistration };
};

const WHAT = { entity: TaxRegistration, what: "tax registration", path: ["id"] } as const;

interface OfRegistration {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const changeOne = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion }: OfRegistration,
  edit: Edit,
): Promise<Written> => {
  const row: RowOfCustomer = { ...WHAT, id };
  const customerId = await ownerOf(manager, viewer, row);
  return sayingRow(row, change(manager, viewer, { customerId, expectedVersion }, id, edit));
};

/** Adds a tax number to a customer. The first one is primary, and any with `isPrimary`. */
export const addRegistration = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerChange & TaxRegistrationInput & { readonly isPrimary?: boolean | null },
): Promise<Written> => {
  refuseIfAny(checkRegistration(input));
  const id = randomUUID();
  return change(manager, viewer, input, id, withAdded(id, input, input.isPrimary ?? false));
};

/** Changes the number or the country of a registration. `null` clears the country. */
export const changeRegistration = async (
  manager: EntityManager,
  viewer: Viewer,
  { number, countryCode, ...row }: OfRegistration & Changes<TaxRegistrationInput>,
): Promise<Written> => {
  refuseIfAny([...checkKept(number, ["number"]), ...checkRegistration({ number, countryCode })]);
  const changes = { number: number ?? undefined, countryCode };
  return changeOne(manager, viewer, row, withChanged(row.id, changes));
};

/** Removes a registration. If it was primary, the oldest of the others becomes primary. */
export const removeRegistration = async (manager: EntityManager, viewer: Viewer, input: OfRegistration) => {
  const { customer } = await changeOne(manager, viewer, input, withRemoved(input.id));
  return { customer, deletedTaxRegistrationId: input.id.toLowerCase() };
};

/** Makes a registration the primary one of its customer. */
export const setPrimaryRegistration = (
  manager: EntityManager,
  viewer: Viewer,
  input: OfRegistration,
): Promise<Written> => changeOne(manager, viewer, input, withPrimary(input.id));

/** Validates the numbers of a customer that could not be validated when they were written. */
export const validateRegistrations = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerChange,
): Promise<string> => (await change(manager, viewer, input, null, unchanged)).customer.id;
