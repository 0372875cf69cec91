import { checkCountryCode, checkEmail, checkText, checkUrl, invalid } from "../../../platform/check.ts";
import type { UserError } from "../../../platform/user-errors.ts";
import type { AddressPurpose } from "../entities.ts";

export interface ContactInput {
  readonly name: string;
  readonly jobTitle?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly isPrimary?: boolean | null;
}

export interface AddressInput {
  readonly purposes?: readonly AddressPurpose[] | null;
  readonly street?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postalCode?: string | null;
  readonly countryCode?: string | null;
  readonly countryText?: string | null;
  readonly isPrimary?: boolean | null;
}

/** What can be said of how to reach a customer. What is left out stays; `null` clears; a list replaces the list. */
export interface ContactsInput {
  readonly primaryEmail?: string | null;
  readonly primaryPhone?: string | null;
  readonly faxNumber?: string | null;
  readonly website?: string | null;
  readonly contacts?: readonly ContactInput[] | null;
  readonly addresses?: readonly AddressInput[] | null;
}

/** How many contacts, and how many addresses, a customer can be given at once. */
const MOST = 500;

type List = "contacts" | "addresses";

const checkList = (list: readonly { readonly isPrimary?: boolean | null }[], name: List): UserError[] => {
  const primaries = list.flatMap(({ isPrimary }, index) => (isPrimary ? [index] : []));
  return [
    ...(list.length > MOST ? [invalid([name], list.length, `Give at most ${MOST}.`)] : []),
    ...primaries
      .slice(1)
      .map((index) => invalid([name, String(index), "isPrimary"], "true", "Mark one as primary at most.")),
  ];
};

const checkContact = (contact: ContactInput, index: number): UserError[] => {
  const at = (field: keyof ContactInput): string[] => ["contacts", String(index), field];
  return [
    ...checkText(contact.name, at("name"), 256),
    ...checkText(contact.jobTitle, at("jobTitle"), 256),
    ...checkEmail(contact.email, at("email")),
    ...checkText(contact.phone, at("phone"), 64),
  ];
};

const checkAddress = (address: AddressInput, index: number): UserError[] => {
  const at = (field: keyof AddressInput): string[] => ["addresses", String(index), field];
  return [
    ...checkText(address.street, at("street"), 512),
    ...checkText(address.city, at("city"), 256),
    ...checkText(address.region, at("region"), 256),
    ...checkText(address.postalCode, at("postalCode"), 32),
    ...checkCountryCode(address.countryCode, at("countryCode")),
    ...checkText(address.countryText, at("countryText"), 256),
  ];
};

/** All that is wrong with how a customer is to be reached. */
export const checkContacts = (input: ContactsInput): UserError[] => [
  ...checkEmail(input.primaryEmail, ["primaryEmail"]),
  ...checkText(input.primaryPhone, ["primaryPhone"], 64),
  ...checkText(input.faxNumber, ["faxNumber"], 64),
  ...checkUrl(input.website, ["website"]),
  ...checkList(input.contacts ?? [], "contacts"),
  ...(input.contacts ?? []).flatMap(checkContact),
  ...checkList(input.addresses ?? [], "addresses"),
  ...(input.addresses ?? []).flatMap(checkAddress),
];
