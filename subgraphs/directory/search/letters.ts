const upwards = (first: number, count: number): string =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(first + n)).join("");

/**
 * Letters that Unicode does not take apart, and their plain forms: Latin, Greek, Arabic, Hebrew, Cyrillic, digits, and hiragana as
 * katakana. The texts in the database are compared by them, so a change takes a migration that writes these anew.
 */
export const PLAIN_LETTERS: readonly (readonly [letters: string, plain: string])[] = [
  ["øđðłıħŋς", "oddlihnσ"],
  ["ىةکیٱھہۃۀ", "يهكياهههه"],
  ["ךםןףץ", "כמנפצ"],
  ["ґ", "г"],
  ...[0x660, 0x6f0, 0x966, 0x9e6, 0xe50].map((zero) => [upwards(zero, 10), "0123456789"] as const),
  [upwards(0x3041, 86), upwards(0x30a1, 86)],
];

/** Letters that stand for two. */
export const LETTER_PAIRS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/** A Latin word without the second letters that stand for an umlaut. */
export const loose = (word: string): string => word.replace(/([aou])e|aa/g, (_, letter) => letter ?? "a");
