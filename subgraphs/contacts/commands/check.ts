import { checkCountryCode, checkEmail, checkText, checkUrl, invalid } from "../../../platform/check.ts";
import { checkObject } from "../../../platform/check-object.ts";
import { type UserError, under } from "../../../platform/user-errors.ts";
import { type AccountInput, type AddressFields, type ContactFields, type ContactsInput, SLOTS } from "./inputs.ts";
import { MOST } from "./one-primary.ts";

/** Longer than any number, for people write words beside it. */
const MOST_OF_A_PHONE = 256;

/** All that is wrong with a contact. */
export const checkContact = (contact: ContactFields): UserError[] => [
  ...checkText(contact.name, ["name"], 256),
  ...checkText(contact.jobTitle, ["jobTitle"], 256),
  ...checkEmail(contact.email, ["email"]),
  ...checkText(contact.phone, ["phone"], MOST_OF_A_PHONE),
];

/** All that is wrong with an address. */
export const checkAddress = (address: AddressFields): UserError[] => [
  ...checkText(address.street, ["street"], 512),
  ...checkText(address.city, ["city"], 256),
  ...checkText(address.region, ["region"], 256),
  ...checkText(address.regionText, ["regionText"], 256),
  ...checkText(address.postalCode, ["postalCode"], 32),
  ...checkCountryCode(address.countryCode, ["countryCode"]),
  ...checkText(address.countryText, ["countryText"], 256),
  ...checkObject(address.extra, ["extra"]),
];

/** All that is wrong with an account. */
export const checkAccount = (account: AccountInput): UserError[] => [
  ...checkEmail(account.primaryEmail, ["primaryEmail"]),
  ...checkText(account.primaryPhone, ["primaryPhone"], MOST_OF_A_PHONE),
  ...checkText(account.faxNumber, ["faxNumber"], MOST_OF_A_PHONE),
  ...checkUrl(account.website, ["website"]),
];

const checkList = <Item extends { readonly isPrimary?: boolean | null }>(
  list: readonly Item[],
  name: "contacts" | "addresses",
  checkItem: (item: Item) => UserError[],
): UserError[] => {
  const primaries = list.flatMap(({ isPrimary }, index) => (isPrimary ? [index] : []));
  return [
    ...(list.length > MOST ? [invalid([name], list.length, `Give at most ${MOST}.`)] : []),
    ...primaries
      .slice(1)
      .map((index) => invalid([name, String(index), "isPrimary"], "true", "Mark one as primary at most.")),
    ...list.flatMap((item, index) => under([name, String(index)], checkItem(item))),
  ];
};

/** All that is wrong with how a customer is to be reached. */
export const checkContacts = (input: ContactsInput): UserError[] => [
  ...checkAccount(input),
  ...checkList(input.contacts ?? [], "contacts", checkContact),
  ...checkList(input.addresses ?? [], "addresses", checkAddress),
  ...(Object.keys(SLOTS) as (keyof typeof SLOTS)[]).flatMap((slot) => under([slot], checkAddress(input[slot] ?? {}))),
];
