import { checkText, FREE_TEXT, invalid, tooMany } from "../../common/check.ts";
import { checkCountryCode, checkEmail, checkUrl } from "../../common/check-format.ts";
import { checkObject } from "../../common/check-object.ts";
import { type UserError, under } from "../../common/user-errors.ts";
import {
  type AccountInput,
  type AddressFields,
  type AddressInput,
  type ContactFields,
  type ContactsInput,
  type Item,
  SLOT_NAMES,
} from "./inputs.ts";
import { MOST } from "./one-primary.ts";

/** Everything wrong with a contact. */
export const checkContact = (contact: ContactFields): UserError[] => [
  ...checkText(contact.name, ["name"], 256),
  ...checkText(contact.jobTitle, ["jobTitle"], FREE_TEXT),
  ...checkEmail(contact.email, ["email"]),
  ...checkText(contact.phone, ["phone"], FREE_TEXT),
];

/** Everything wrong with an address. */
export const checkAddress = (address: AddressFields): UserError[] => [
  ...checkText(address.street, ["street"], FREE_TEXT),
  ...checkText(address.city, ["city"], FREE_TEXT),
  ...checkText(address.region, ["region"], FREE_TEXT),
  ...checkText(address.regionText, ["regionText"], FREE_TEXT),
  ...checkText(address.postalCode, ["postalCode"], FREE_TEXT),
  ...checkCountryCode(address.countryCode, ["countryCode"]),
  ...checkText(address.countryText, ["countryText"], FREE_TEXT),
  ...checkObject(address.extra, ["extra"]),
];

/** Everything wrong with an account. */
export const checkAccount = (account: AccountInput): UserError[] => [
  ...checkEmail(account.primaryEmail, ["primaryEmail"]),
  ...checkText(account.primaryPhone, ["primaryPhone"], FREE_TEXT),
  ...checkText(account.faxNumber, ["faxNumber"], FREE_TEXT),
  ...checkUrl(account.website, ["website"]),
];

type Listed<Input> = Item<Input & { readonly isPrimary?: boolean | null }>;

/** Refuses to name a row twice in a list. */
const checkIds = (list: readonly Item<object>[], name: string): UserError[] => {
  const named = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const isAgain = id != null && named.has(id.toLowerCase());
    if (id != null) named.add(id.toLowerCase());
    return isAgain ? [invalid([name, String(index), "id"], id, "Name each one once.")] : [];
  });
};

const checkList = <Input extends object>(
  list: readonly Listed<Input>[],
  name: "contacts" | "addresses",
  checkItem: (item: Listed<Input>) => UserError[],
): UserError[] => {
  const primaries = list.flatMap(({ isPrimary }, index) => (isPrimary ? [index] : []));
  return [
    ...(list.length > MOST ? [tooMany([name], list.length, MOST)] : []),
    ...primaries
      .slice(1)
      .map((index) => invalid([name, String(index), "isPrimary"], "true", "Mark one as primary at most.")),
    ...checkIds(list, name),
    ...list.flatMap((item, index) => under([name, String(index)], checkItem(item))),
  ];
};

/** The total characters of all `extra` objects in a list: they are compared with the stored ones, field by field. */
const EXTRA_OF_ALL = 100_000;

/** Whether the objects `extra` are too long together. Those behind the one with which they are too long are not looked at. */
const areExtrasTooLong = (addresses: readonly AddressInput[]): boolean => {
  let length = 0;
  return addresses.some(({ extra }) => {
    length += extra == null ? 0 : JSON.stringify(extra).length;
    return length > EXTRA_OF_ALL;
  });
};

/** Objects that are too long together are not checked one by one, which would take as long as there are of them. */
const checkAddresses = (addresses: readonly AddressInput[]): UserError[] => {
  if (!areExtrasTooLong(addresses)) return checkList(addresses, "addresses", checkAddress);
  return [
    {
      code: "INVALID",
      message: `The objects \`extra\` of all addresses together are too long. Give at most ${EXTRA_OF_ALL} characters of JSON.`,
      path: ["addresses"],
      params: { expected: "OBJECT", max: String(EXTRA_OF_ALL) },
    },
    ...checkList(addresses, "addresses", (address) => checkAddress({ ...address, extra: null })),
  ];
};

/** Everything wrong with a customer's contact information. */
export const checkContacts = (input: ContactsInput): UserError[] => [
  ...checkAccount(input),
  ...checkList(input.contacts ?? [], "contacts", checkContact),
  ...checkAddresses(input.addresses ?? []),
  ...SLOT_NAMES.flatMap((slot) => under([slot], checkAddress(input[slot] ?? {}))),
];
