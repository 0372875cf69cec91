import { randomInt } from "node:crypto";

/** The names of a family's records. Their order is the order of the ids. */
const NAMES = [
  "tenant",
  "workspace",
  "partnerWorkspace",
  "root",
  "main",
  "child",
  "lone",
  "archived",
  "deleted",
  "organization",
  "person",
  "seller",
  "employee",
  "manager",
  "priceList",
  "usedPriceList",
  "statusLabel",
  "usedStatusLabel",
  "label",
  "usedLabel",
  "note",
  "activity",
  "attachment",
  "taxRegistration",
  "otherTaxRegistration",
  "exemptionCertificate",
  "contact",
  "otherContact",
  "address",
  "otherAddress",
  "view",
] as const;

export type Name = (typeof NAMES)[number];

/** Twelve digits that occur in no other family's ids, texts and numbers. Late tags sort after all others. */
export const newTag = (isLate = false): string => {
  const first = isLate ? randomInt(5, 10) : randomInt(1, 5);
  return `${first}${String(randomInt(0, 10 ** 11)).padStart(11, "0")}`;
};

/** Prefix of all ids with a tag. */
export const idsOf = (tag: string): string => `${tag.slice(0, 8)}-${tag.slice(8)}-4000-8000-`;

/** A name has the same position under every tag, so that the rows of two tags sort alike. */
export const idOf = (tag: string, name: Name): string =>
  `${idsOf(tag)}${String(NAMES.indexOf(name) + 1).padStart(12, "0")}`;

/** Replaces one tag's ids and texts by another's. */
export const retagged = (text: string, from: string, to: string): string =>
  text.replaceAll(idsOf(from), idsOf(to)).replaceAll(from, to);
