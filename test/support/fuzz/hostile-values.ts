import type { Choose } from "../engine/choices.ts";
import { oneOf } from "./chance.ts";

/**
 * Texts known to break servers: NUL, lone surrogates, SQL, patterns, bidirectional text, names with
 * a meaning in JavaScript, sheer length.
 */
export const HOSTILE_TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfff",
  "\u202eabc",
  "\ufeff",
  "%",
  "_\\",
  "'; drop table identity.customer; --",
  "$1",
  "1e400",
  "NaN",
  "-0",
  "Infinity",
  "0001-01-01",
  "2026-02-30",
  "9999999-01-01T00:00:00Z",
  "2026-01-01T00:00:60Z",
  "99999999999999999999999999.999",
  "0198c0de-0000-7000-8000-ffffffffffff",
  "0198c0de-0000-7000-8000-fffffffffffg",
  "{}",
  "[]",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "../../etc/passwd",
  "http://[::1",
  "javascript:alert(1)",
  "a@b@c",
  "😀".repeat(300),
  "x".repeat(20_000),
];

const HOSTILE_NUMBERS = [0, -0, -1, 0.1, 1e21, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 5e-324, 101];

const KEYS = ["__proto__", "constructor", "prototype", "toString", "id", "input", "first", "length", "then", ""];

/** Any JSON value, usually an invalid one. */
export const hostileValue = (choose: Choose, depth = 0): unknown => {
  const kind = choose(depth < 4 ? 7 : 4);
  if (kind === 0) return null;
  if (kind === 1) return choose(2) === 1;
  if (kind === 2) return oneOf(choose, HOSTILE_NUMBERS);
  if (kind <= 4) return oneOf(choose, HOSTILE_TEXTS);
  const children = Array.from({ length: choose(4) }, () => hostileValue(choose, depth + 1));
  if (kind === 5) return children;
  // Uses fromEntries so that "__proto__" becomes an own key, as with JSON.parse.
  return Object.fromEntries(children.map((child) => [oneOf(choose, KEYS), child]));
};

/** The value with one part of it replaced by something invalid. */
export const withInvalidPart = (choose: Choose, value: unknown): unknown => {
  if (choose(5) === 0 || value === null || typeof value !== "object") return hostileValue(choose);
  if (Array.isArray(value)) {
    const at = choose(value.length + 1);
    return [...value.slice(0, at), withInvalidPart(choose, value[at] ?? null), ...value.slice(at + 1)];
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return hostileValue(choose);
  const at = choose(entries.length);
  return Object.fromEntries(entries.map(([key, child], n) => [key, n === at ? withInvalidPart(choose, child) : child]));
};
