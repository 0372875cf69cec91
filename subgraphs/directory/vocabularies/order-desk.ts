import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { checkCountryCode } from "../../common/check-format.ts";
import { MOST } from "../../contacts/commands/index.ts";
import type { Address, AddressPurpose } from "../../contacts/entities.ts";
import * as columns from "./columns.ts";
import { byId, foreignId } from "./identification.ts";
import { boolean, email, name, oneOf, text } from "./shapes.ts";
import { withoutNulls } from "./values.ts";
import type { Field, Json, Patch, Situation, Vocabulary } from "./vocabulary.ts";

const contact = z
  .strictObject({
    name: name(),
    email: email.optional(),
    phone: text.optional(),
    isPrimary: boolean.optional(),
  })
  .meta({ title: "Contact" });

const address = z
  .strictObject({
    addressType: oneOf("billing", "shipping", "both").optional(),
    street: text.optional(),
    city: text.optional(),
    state: text.optional(),
    zipCode: text.optional(),
    country: text.optional(),
    isPrimary: boolean.optional(),
  })
  .meta({ title: "Address" });

type AddressInput = NonNullable<Patch["addresses"]>[number];
type Parts = Readonly<Record<string, string | boolean | undefined>>;

const PURPOSES = {
  billing: ["BILLING"],
  shipping: ["SHIPPING"],
  both: ["BILLING", "SHIPPING"],
} as const satisfies Readonly<Record<string, readonly AddressPurpose[]>>;

const typeOf = (purposes: readonly AddressPurpose[]): string | null => {
  const [billing, shipping] = [purposes.includes("BILLING"), purposes.includes("SHIPPING")];
  return billing && shipping ? "both" : billing ? "billing" : shipping ? "shipping" : null;
};

const given = (value: string | boolean | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

const contacts: Pick<Field, "read" | "write"> = {
  read: (record) =>
    record.contacts.map(({ name: fullName, email: address, phone, isPrimary }) =>
      withoutNulls({ name: fullName, email: address, phone, isPrimary }),
    ),
  /** An existing contact with the same name keeps what this vocabulary does not know of it. */
  write: (list: readonly Parts[], { stored }: Situation) => ({
    contacts: list.map((parts) => ({
      name: String(parts.name),
      jobTitle: stored?.contacts.find((known) => known.name === parts.name)?.jobTitle ?? null,
      email: given(parts.email),
      phone: given(parts.phone),
      isPrimary: parts.isPrimary === true,
    })),
  }),
};

/** The country is a code of two letters. Anything else is kept as written, so that nothing is lost. */
const countryOf = (country: string | null): Pick<AddressInput, "countryCode" | "countryText"> =>
  country !== null && /^[A-Z]{2}$/.test(country) && checkCountryCode(country, []).length === 0
    ? { countryCode: country, countryText: null }
    : { countryText: country };

const toInput = ({ tenantId, id, customerId, position, ...content }: Address): AddressInput => content;

const toView = (stored: Address): Json =>
  withoutNulls({
    addressType: typeOf(stored.purposes),
    street: stored.street,
    city: stored.city,
    state: stored.region,
    zipCode: stored.postalCode,
    country: stored.countryText ?? stored.countryCode,
    isPrimary: stored.isPrimary,
  });

const addresses: Pick<Field, "read" | "write"> = {
  read: (record) => record.addresses.map(toView),
  /** An existing address keeps what this vocabulary does not know of it. */
  write: (list: readonly Parts[], { stored }: Situation) => ({
    addresses: list.map((parts) => {
      const isPrimary = parts.isPrimary === true;
      const known = stored?.addresses.find((address) => isDeepStrictEqual(toView({ ...address, isPrimary }), parts));
      if (known) return { ...toInput(known), isPrimary };
      return {
        purposes: parts.addressType ? [...PURPOSES[parts.addressType as keyof typeof PURPOSES]] : [],
        street: given(parts.street),
        city: given(parts.city),
        region: given(parts.state),
        postalCode: given(parts.zipCode),
        ...countryOf(given(parts.country)),
        isPrimary,
      };
    }),
  }),
};

/** An order desk's full customer detail. */
export const orderDesk: Vocabulary = {
  name: "ORDER_DESK",
  omitsNulls: true,
  identify: ({ id }) => byId("id", id, "ORDER_DESK"),
  matchedBy: { name: "name", email: "email" },
  fields: {
    id: foreignId("ORDER_DESK"),
    name: { shape: name(), required: true, ...columns.displayName },
    code: { shape: text.nullable(), ...columns.code },
    companyName: { shape: text.nullable(), ...columns.legalName },
    email: { shape: email.nullable(), ...columns.primaryEmail },
    phone: { shape: text.nullable(), ...columns.primaryPhone },
    paymentTerms: { shape: text.nullable(), ...columns.paymentTermsLabel },
    notes: { shape: text.nullable(), ...columns.internalNote },
    contacts: { shape: z.array(contact).meta({ maxItems: MOST }), ...contacts },
    addresses: { shape: z.array(address).meta({ maxItems: MOST }), ...addresses },
  },
};
