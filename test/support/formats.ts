/** What an input field must hold whose type says no more than text or number, by its name: the scalar that its output has. */
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

/** The format of a place: that of its type, or of its name where the type is a weak one. */
export const formatOf = ({ name, type }: { readonly name: string; readonly type: { readonly name: string } }): string =>
  (type.name === "String" || type.name === "Float" ? FORMATS[name] : undefined) ?? type.name;
