import type { ContactsInput } from "../../contacts/commands/index.ts";
import type { Address, AddressPurpose } from "../../contacts/entities.ts";
import type { CustomerRecord } from "./record.ts";
import { withoutNulls } from "./values.ts";
import type { Field, Json, Patch, Situation } from "./vocabulary.ts";

type AddressInput = NonNullable<ContactsInput["billingAddress"]>;
type Parts = Readonly<Record<string, Json>>;

/** The vocabularies' names for the parts of an address, and ours. The country is a text: "USA" as well as "US". */
const NAMES = {
  street: "street",
  city: "city",
  state: "region",
  postalCode: "postalCode",
  country: "countryText",
} as const satisfies Readonly<Record<string, keyof AddressInput>>;

/** Alternative names in vocabularies for a part of an address. */
export const PART_NAMES: Readonly<Record<string, readonly string[]>> = {
  region: ["state"],
  postalCode: ["zipCode"],
  countryCode: ["country"],
  countryText: ["country"],
};

const SLOTS = {
  BILLING: "billingAddress",
  SHIPPING: "shippingAddress",
  MAILING: "mailingAddress",
  PHYSICAL: "physicalAddress",
} as const;

const isKnown = (name: string, value: Json): boolean => name in NAMES && typeof value === "string";

/** The known parts of an address as an object. */
const toParts = (address: Address): Parts =>
  withoutNulls({
    street: address.street,
    city: address.city,
    state: address.regionText ?? address.region,
    postalCode: address.postalCode,
    country: address.countryText ?? address.countryCode,
  });

const toInput = (parts: Parts, extra: AddressInput["extra"]): AddressInput => ({
  ...Object.fromEntries(
    Object.entries(parts)
      .filter(([name, value]) => isKnown(name, value) && value !== "")
      .map(([name, value]) => [NAMES[name as keyof typeof NAMES], value]),
  ),
  extra,
});

const slotOf = ({ slots }: CustomerRecord, purpose: AddressPurpose): Address | undefined => slots.get(purpose);

const patchOf = (purpose: AddressPurpose, address: AddressInput | null): Patch => ({ [SLOTS[purpose]]: address });

/** The address for a purpose, in a vocabulary with only the known parts. What other systems store beyond them stays. */
export const addressSlot = (purpose: AddressPurpose): Pick<Field, "read" | "write"> => ({
  read: (record) => {
    const address = slotOf(record, purpose);
    return address ? toParts(address) : null;
  },
  write: (parts: Parts | null, { stored }: Situation) =>
    patchOf(purpose, parts && toInput(parts, (stored && slotOf(stored, purpose)?.extra) ?? null)),
});

/** The address for a purpose, in a vocabulary that leaves its shape open: unknown parts are kept unchanged. */
export const openAddressSlot = (purpose: AddressPurpose): Pick<Field, "read" | "write"> => ({
  read: (record) => {
    const address = slotOf(record, purpose);
    return address ? { ...toParts(address), ...address.extra } : null;
  },
  write: (parts: Parts | null) => {
    if (parts === null) return patchOf(purpose, null);
    const unknown = Object.entries(parts).filter(([name, value]) => !isKnown(name, value) || value === "");
    return patchOf(purpose, toInput(parts, unknown.length > 0 ? Object.fromEntries(unknown) : null));
  },
});
