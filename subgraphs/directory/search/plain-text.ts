import { LETTER_PAIRS, PLAIN_LETTERS } from "./letters.ts";

const PLAIN = new Map([
  ...PLAIN_LETTERS.flatMap(([letters, plain]) =>
    [...letters].map((letter, n) => [letter, [...plain][n] ?? ""] as const),
  ),
  ...Object.entries(LETTER_PAIRS),
]);

const isMark = (letter: string): boolean => /^[\p{M}\p{Cf}\u0640]$/u.test(letter);
const isOfWord = (letter: string): boolean => /^[\p{L}\p{N}]$/u.test(letter);

const plainOf = (letter: string): string =>
  [...letter.normalize("NFKD").toLowerCase()]
    .filter((each) => !isMark(each))
    .map((each) => PLAIN.get(each) ?? (isOfWord(each) ? each : " "))
    .join("");

/** A word as a search compares it, and where each of its letters comes from in the text. */
export interface Word {
  readonly plain: string;
  readonly places: readonly (readonly [from: number, to: number])[];
}

/** The words of a text, without case and accents. The database does the same when it looks for them. */
export const wordsOf = (text: string): Word[] => {
  const words: { plain: string; places: [number, number][] }[] = [];
  let at = 0;
  let isOpen = false;
  for (const letter of text) {
    const from = at;
    at += letter.length;
    const last = words.at(-1);
    if (isMark(letter)) {
      const place = isOpen ? last?.places.at(-1) : undefined;
      if (place) place[1] = at;
      continue;
    }
    for (const plain of plainOf(letter)) {
      if (plain === " ") isOpen = false;
      else if (isOpen && last) {
        last.plain += plain;
        last.places.push([from, at]);
      } else {
        words.push({ plain, places: [[from, at]] });
        isOpen = true;
      }
    }
  }
  return words;
};
