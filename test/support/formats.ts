/**
 * The format of input fields whose type is only a text or a number, by field name: the scalar of
 * the matching output field.
 */
const FORMATS: Readonly<Record<string, string>> = {
  email: "EmailAddress",
  primaryEmail: "EmailAddress",
  invoiceEmail: "EmailAddress",
  url: "URL",
  website: "URL",
  countryCode: "CountryCode",
  currencyCode: "Currency",
  defaultCurrency: "Currency",
  amount: "Decimal",
  validFrom: "Date",
  validUntil: "Date",
  upgradeDate: "DateOrDateTime",
  downgradeDate: "DateOrDateTime",
  customerSince: "DateOrDateTime",
  formerDate: "DateOrDateTime",
  closedAt: "DateOrDateTime",
  occurredAt: "DateOrDateTime",
  externalCreatedAt: "DateTime",
  externalUpdatedAt: "DateTime",
  healthScore: "Int",
  position: "Int",
  sizeInBytes: "SafeInt",
};

/** The format of an input: its type, or, for a weak one, what its name implies. */
export const formatOf = ({ name, type }: { readonly name: string; readonly type: { readonly name: string } }): string =>
  (type.name === "String" || type.name === "Float" ? FORMATS[name] : undefined) ?? type.name;
