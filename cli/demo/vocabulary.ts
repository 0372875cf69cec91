import type {
  AddressInput,
  AddressPurpose,
  ContactInput,
  CustomerCreateInput,
  MoneyInput,
  PartyInput,
  RelationshipInput,
  TaxRegistrationInput,
} from "../../subgraphs/directory/schema.generated.ts";
import type { EmployeeKey } from "./employees.ts";
import type { PriceListKey } from "./price-lists.ts";

/** The relationship of a customer of the demo data, with names in place of ids. */
export interface DemoRelationship
  extends Omit<RelationshipInput, "accountManagerId" | "ownerIds" | "priceListId" | "sellerRelationId"> {
  readonly accountManager: EmployeeKey;
  readonly owners?: readonly EmployeeKey[];
  readonly priceList?: PriceListKey;
  /** The key of the customer whose organization does the selling. It stands earlier. */
  readonly seller?: string;
}

/** A customer of the demo data: what a client would send, with names in place of ids. */
export interface DemoCustomer extends Omit<CustomerCreateInput, "parentId" | "relationship"> {
  /** How others of the same tenant speak of it. */
  readonly key?: string;
  /** The key of the customer it is put under. That one stands earlier. */
  readonly parent?: string;
  readonly relationship: DemoRelationship;
}

const money =
  (currencyCode: string) =>
  (amount: number): MoneyInput => ({ amount: amount.toFixed(2), currencyCode });

export const eur = money("EUR");
export const usd = money("USD");
export const chf = money("CHF");
export const gbp = money("GBP");
export const dkk = money("DKK");
export const sek = money("SEK");
export const pln = money("PLN");
export const cad = money("CAD");
export const mxn = money("MXN");
export const jpy = money("JPY");

export const person = (firstName: string, lastName: string): PartyInput => ({ person: { firstName, lastName } });

export const contact = (name: string, jobTitle: string, email?: string, phone?: string): ContactInput => ({
  name,
  jobTitle,
  email,
  phone,
});

/** A tax number that begins with its country, as numbers of the European Union do. */
export const vat = (number: string): TaxRegistrationInput => ({ number, countryCode: number.slice(0, 2) });

export const taxNumber = (countryCode: string, number: string): TaxRegistrationInput => ({ number, countryCode });

/** An address in a country that writes the postal code before the city. */
export const address = (
  countryCode: string,
  street: string,
  postalCode: string,
  city: string,
  ...purposes: AddressPurpose[]
): AddressInput => ({ purposes, street, postalCode, city, countryCode });

/** An address in a country that writes a region and the postal code after the city. */
export const regional = (
  countryCode: string,
  street: string,
  city: string,
  region: string,
  postalCode: string,
  ...purposes: AddressPurpose[]
): AddressInput => ({ purposes, street, city, region, postalCode, countryCode });
