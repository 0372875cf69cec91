import type { AddressPurpose } from "../entities.ts";

/** The input for a contact. Omitted fields stay; `null` clears. */
export interface ContactFields {
  readonly name?: string | null;
  readonly jobTitle?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

export interface ContactInput extends ContactFields {
  readonly name: string;
  readonly isPrimary?: boolean | null;
}

/** The input for an address. Omitted fields stay; `null` clears. */
export interface AddressFields {
  readonly purposes?: readonly AddressPurpose[] | null;
  readonly street?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly regionText?: string | null;
  readonly postalCode?: string | null;
  readonly countryCode?: string | null;
  readonly countryText?: string | null;
  readonly extra?: unknown;
}

export interface AddressInput extends AddressFields {
  readonly isPrimary?: boolean | null;
}

/** An item of a list, or the address of a purpose. With an id it is that row, of which omitted fields stay. */
export type Item<Input> = Input & { readonly id?: string | null };

/** How to reach the customer as a whole. */
export interface AccountInput {
  readonly primaryEmail?: string | null;
  readonly primaryPhone?: string | null;
  readonly faxNumber?: string | null;
  readonly website?: string | null;
}

/** The input fields for the default address of a purpose. */
export const SLOTS = {
  billingAddress: "BILLING",
  shippingAddress: "SHIPPING",
  mailingAddress: "MAILING",
  physicalAddress: "PHYSICAL",
} as const satisfies Record<string, AddressPurpose>;

export type Slot = keyof typeof SLOTS;

export const SLOT_NAMES = Object.keys(SLOTS) as readonly Slot[];

/** The input for contact information. Omitted fields stay; `null` clears; a list replaces the list. */
export interface ContactsInput extends AccountInput, Partial<Record<Slot, Item<AddressInput> | null>> {
  readonly contacts?: readonly Item<ContactInput>[] | null;
  readonly addresses?: readonly Item<AddressInput>[] | null;
}
