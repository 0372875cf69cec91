import { formatOf } from "../formats.ts";
import type { Place } from "../tenancy/places.ts";

/** Lengths in bytes, the longest first: the first one that a place accepts is about its longest. */
const LENGTHS = [19_000, 10_000, 1_000, 250, 60];

/** What may be hard to compare, to take apart, to translate, or to find the end of. */
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

/** Objects of many fields, of one long text, and of many short ones. */
const objectsOf = ({ coordinate }: Place, bytes: number): object[] =>
  [
    Object.fromEntries(Array.from({ length: bytes / 12 }, (_, n) => [`k${n}`, n])),
    { notes: repeated("é", bytes) },
    { list: Array(Math.floor(bytes / 4)).fill("") },
  ].map((fields) => (coordinate === "CustomersImportInput.records" ? { companyName: "Long", ...fields } : fields));

const SHORT: ReadonlySet<string> = new Set(["Int", "SafeInt", "Float", "Boolean"]);

/** Whether values of a place can be long: names of an enum and numbers cannot. */
export const canBeLong = ({ type }: Place): boolean =>
  type.constructor.name === "GraphQLScalarType" && !SHORT.has(type.name);

/** Values of a place of about so many bytes, each hard in another way. */
export const valuesOf = (place: Place, bytes: number): unknown[] =>
  place.type.name === "JSON" ? objectsOf(place, bytes) : ALPHABETS.map((letters) => textOf(place, letters, bytes));

/** Long values, those of one length together, the longest first. An id has one length only. */
export const longValues = (place: Place): unknown[][] =>
  place.type.name === "ID" ? [] : LENGTHS.map((bytes) => valuesOf(place, bytes));
