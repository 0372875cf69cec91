import { formatOf } from "../formats.ts";
import type { Place } from "../tenancy/places.ts";

/** Texts that PostgreSQL cannot store, or would store differently. */
const UNSTORABLE = ["a\u0000b", "x\ud800"];

const cursor = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

const ID = "0198c0de-0000-7000-8000-ffffffffffff";

const CURSORS = [
  "x",
  cursor("a\u0000b", ID),
  cursor("\ud800", ID),
  cursor("2026-02-30T00:00:00.000Z", ID),
  cursor("infinity", ID),
  cursor("a", `${ID}\u0000`),
];

const DATES = ["a\u0000b", "2026-02-30", "2026-02-30T00:00:00Z", "9999999-01-01T00:00:00Z", "infinity"];

/** Infinity is what JSON.parse makes of `1e309`. */
const NUMBERS = [Number.POSITIVE_INFINITY, 1e308, 2 ** 53, -1, 0.1];

const DECIMALS = ["a\u0000b", "NaN", "1e400", "9".repeat(16), "1".repeat(17)];

const jsonsOf = ({ name }: Place): unknown[] => [
  ...UNSTORABLE.flatMap((text) => [{ [text]: 1 }, { [name]: text }]),
  { a: Number.POSITIVE_INFINITY },
  { a: 1e308 },
  [],
];

/** Values for an input that no row can store, or only just. */
export const hostileFor = (place: Place): readonly unknown[] => {
  const format = formatOf(place);
  if (place.name === "after") return CURSORS;
  if (format === "JSON") return jsonsOf(place);
  if (/^Date/.test(format)) return DATES;
  if (format === "Decimal") return DECIMALS;
  if (["Int", "SafeInt", "Float"].includes(format)) return NUMBERS;
  return UNSTORABLE;
};
