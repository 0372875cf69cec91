import { randomUUID } from "node:crypto";

/** Whole numbers of up to 15 digits are exact as doubles. */
const LENGTH = 16;
const LONG_NUMBER = /(?:^|[:,[\s])-?\d{16,}(?=[\s,}\]]|$)/;
const LONG_NUMBERS = /(?<![\d.eE+-])-?[1-9]\d{15,}(?=\s*(?:[,}\]]|$))/g;

/** Unguessable, so no text can pass for a number. */
const MARK = `${randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, "g");

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * Whether this many consecutive digits occur anywhere. It inspects only every sixteenth character as long as that is
 * not a digit.
 */
const hasLongRun = (text: string): boolean => {
  for (let at = LENGTH - 1; at < text.length; at += LENGTH) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let [from, to] = [at, at + 1];
    while (isDigit(text.charCodeAt(from - 1))) from--;
    while (isDigit(text.charCodeAt(to))) to++;
    if (to - from >= LENGTH) return true;
  }
  return false;
};

const mayBeInexact = (text: string): boolean => hasLongRun(text) && LONG_NUMBER.test(text);

const marked = (digits: string): string => (String(Number(digits)) === digits ? digits : `"${MARK}${digits}"`);

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
};

/** JSON with a marked string in place of each whole number that a double would change. */
const withMarks = (text: string): string => {
  let written = "";
  let copied = 0;
  for (let from = 0; from < text.length; ) {
    const quote = text.indexOf('"', from);
    const until = quote < 0 ? text.length : quote;
    if (until - from >= LENGTH) {
      written += text.slice(copied, from) + text.slice(from, until).replace(LONG_NUMBERS, marked);
      copied = until;
    }
    from = quote < 0 ? until : endOfString(text, quote);
  }
  return written + text.slice(copied);
};

type Fields = Record<string | number, unknown>;

/** The same value with other leaves; only what contains one of these is copied. */
const withLeaves = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  if (typeof value !== "object" || value === null) return leaf(value);
  let copy: Fields | undefined;
  for (const key of Object.keys(value)) {
    const before = (value as Fields)[key];
    const after = withLeaves(before, leaf);
    if (after === before) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Fields;
    Object.defineProperty(copy, key, { value: after, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
};

const toBigInt = (value: unknown): unknown =>
  typeof value === "string" && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value;

const toMarked = (value: unknown): unknown => (typeof value === "bigint" ? MARK + value : value);

/** Parses JSON. A whole number that a double would change becomes a BigInt; fractions and exponents are doubles. */
export const parseExact = (text: string): unknown =>
  mayBeInexact(text) ? withLeaves(JSON.parse(withMarks(text)), toBigInt) : JSON.parse(text);

/** Writes JSON, BigInts with all their digits. */
export const stringifyExact = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(withLeaves(value, toMarked)).replace(MARKED, "$1");
  }
};

/** A whole number that a double would change, and its path. */
export interface InexactNumber {
  readonly path: readonly string[];
  readonly number: bigint;
}

/** The first BigInt in a parsed value. */
export const findBigInt = (value: unknown, path: readonly string[] = []): InexactNumber | undefined => {
  if (typeof value === "bigint") return { path, number: value };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    const found = findBigInt(inside, [...path, key]);
    if (found) return found;
  }
  return undefined;
};

/** The same in a JSON text. */
export const findInexact = (text: string): InexactNumber | undefined =>
  mayBeInexact(text) ? findBigInt(parseExact(text)) : undefined;

/** What is wrong with such a number, and what would be right. */
export const explainInexact = ({ path, number }: InexactNumber): string =>
  `${path.join(".") || "The value"} is ${number}, a number with more digits than JSON numbers keep here: write it as a string, "${number}".`;
