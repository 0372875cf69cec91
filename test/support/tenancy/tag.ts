import { randomInt } from "node:crypto";

/** What the names of a family number, in the order of their ids. */
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

/** Twelve digits that are in nobody else's ids, texts and numbers. Those that are late sort after all others. */
export const newTag = (isLate = false): string => {
  const first = isLate ? randomInt(5, 10) : randomInt(1, 5);
  return `${first}${String(randomInt(0, 10 ** 11)).padStart(11, "0")}`;
};

/** How every id of a tag begins. */
export const idsOf = (tag: string): string => `${tag.slice(0, 8)}-${tag.slice(8)}-4000-8000-`;

/** The same name has the same place in every tag, so that rows of two tags sort alike. */
export const idOf = (tag: string, name: Name): string =>
  `${idsOf(tag)}${String(NAMES.indexOf(name) + 1).padStart(12, "0")}`;

/** A text in which the ids and texts of one tag have become those of another. */
export const retagged = (text: string, from: string, to: string): string =>
  text.replaceAll(idsOf(from), idsOf(to)).replaceAll(from, to);
