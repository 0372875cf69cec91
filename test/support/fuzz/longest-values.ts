import { formatOf } from "../formats.ts";
import type { Place } from "../tenancy/places.ts";

/** Lengths in bytes in descending order: the first one accepted is close to the maximum. */
const LENGTHS = [19_000, 10_000, 1_000, 250, 60];

/** Characters that may be slow to compare, tokenize, transliterate or scan for an end. */
const ALPHABETS = ["1", "é", "a."];

const ID = "0198c0de-0000-7000-8000-ffffffffffff";

const repeated = (letters: string, bytes: number): string =>
  letters.repeat(Math.ceil(bytes / Buffer.byteLength(letters)));

const cursorOf = (text: string): string => Buffer.from(JSON.stringify([text, ID])).toString("base64url");

const textOf = (place: Place, letters: string, bytes: number): string => {
  const text = repeated(letters, bytes);
  const format = formatOf(place);
  if (format === "EmailAddress") return `${text}@example.com`;
  if (format === "URL") return `https://example.com/${text}`;
  return place.name === "after" ? cursorOf(text) : text;
};

/** Objects with many fields, with one long text, and with many short texts. */
const objectsOf = ({ coordinate }: Place, bytes: number): object[] =>
  [
    Object.fromEntries(Array.from({ length: bytes / 12 }, (_, n) => [`k${n}`, n])),
    { notes: repeated("é", bytes) },
    { list: Array(Math.floor(bytes / 4)).fill("") },
  ].map((fields) => (coordinate === "CustomersImportInput.records" ? { companyName: "Long", ...fields } : fields));

const SHORT: ReadonlySet<string> = new Set(["Int", "SafeInt", "Float", "Boolean"]);

/** Whether an input can have long values: enums and numbers cannot. */
export const canBeLong = ({ type }: Place): boolean =>
  type.constructor.name === "GraphQLScalarType" && !SHORT.has(type.name);

/** Values of about the given size, each slow to process for another reason. */
export const valuesOf = (place: Place, bytes: number): unknown[] =>
  place.type.name === "JSON" ? objectsOf(place, bytes) : ALPHABETS.map((letters) => textOf(place, letters, bytes));

/** Long values, grouped by length in descending order. None for an id, whose length is fixed. */
export const longValues = (place: Place): unknown[][] =>
  place.type.name === "ID" ? [] : LENGTHS.map((bytes) => valuesOf(place, bytes));
