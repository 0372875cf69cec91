const money = (currencyCode: string) => (amount: number) => ({ amount: amount.toFixed(2), currencyCode });
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
/** A day, as midnight in UTC. */
export const on = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
export const person = (firstName: string, lastName: string) => ({ person: { firstName, lastName } });
export const contact = (name: string, jobTitle: string, email?: string, phone?: string) => ({
  name,
  jobTitle,
  email,
  phone,
});
/** A tax number that begins with its country, as numbers of the European Union do. */
export const vat = (number: string) => ({ number, countryCode: number.slice(0, 2) });
export const taxNumber = (countryCode: string, number: string) => ({ number, countryCode });
/** An address in a country that writes the postal code before the city. */
export const address = (
  countryCode: string,
  street: string,
  postalCode: string,
  city: string,
  ...purposes: string[]
) => ({ purposes, street, postalCode, city, countryCode });
/** An address in a country that writes a region and the postal code after the city. */
export const regional = (
  countryCode: string,
  street: string,
  city: string,
  region: string,
  postalCode: string,
  ...purposes: string[]
) => ({ purposes, street, city, region, postalCode, countryCode });
