import { loose } from "./letters.ts";
import { type Word, wordsOf } from "./plain-text.ts";

const SHORTEST_ALIKE = 4;
const SHORTEST_BEGINNING = 3;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

type Range = readonly [from: number, to: number];

const rangeOf = ({ places }: Word, from: number, length: number): Range => [
  places[from]?.[0] ?? 0,
  places[Math.min(from + length, places.length) - 1]?.[1] ?? 0,
];

const leftOf = (word: string): string[] => [word, ...[...word].map((_, n) => word.slice(0, n) + word.slice(n + 1))];

const areAlike = (one: string, other: string): boolean => {
  if (Math.min(one.length, other.length) < SHORTEST_ALIKE) return false;
  const left = new Set(leftOf(one));
  return leftOf(other).some((each) => left.has(each));
};

/** What of a word is typed: its beginning, or all of it where another spelling was. */
const rangeIn = (word: Word, typed: string): Range | undefined => {
  const { plain } = word;
  if (plain === typed) return rangeOf(word, 0, plain.length);
  if (UNSPACED.test(typed) && plain.includes(typed)) return rangeOf(word, plain.indexOf(typed), typed.length);
  if (typed.length < SHORTEST_BEGINNING) return undefined;
  if (plain.startsWith(typed)) return rangeOf(word, 0, typed.length);
  return loose(plain).startsWith(loose(typed)) ? rangeOf(word, 0, plain.length) : undefined;
};

const alikeIn = (word: Word, typed: string): Range | undefined =>
  areAlike(word.plain, typed) ? rangeOf(word, 0, word.plain.length) : undefined;

/** Keys and phones, whatever is written between their letters. */
const wholeIn = (words: readonly Word[], typed: string): Range[] => {
  const whole: Word = {
    plain: words.map(({ plain }) => plain).join(""),
    places: words.flatMap(({ places }) => places),
  };
  const wanted = /^\d+$/.test(typed) ? typed.replace(/^0+/, "") : typed;
  const at = wanted === "" ? -1 : whole.plain.indexOf(wanted);
  return at < 0 ? [] : [rangeOf(whole, at, wanted.length)];
};

const rangesOf = (words: readonly Word[], typed: readonly string[]): Range[] => {
  const every = (find: typeof rangeIn): Range[] =>
    typed.flatMap((each) => words.map((word) => find(word, each)).filter((range) => range !== undefined));
  const whole = wholeIn(words, typed.join(""));
  const isNumber = typed.every((each) => /^\d+$/.test(each));
  for (const ranges of isNumber ? [whole, every(rangeIn)] : [every(rangeIn), whole])
    if (ranges.length > 0) return ranges;
  return every(alikeIn);
};

/** A text cut into pieces, of which the second, the fourth and so on are what is typed. */
export const highlighted = (text: string, typed: string): string[] => {
  const ranges = rangesOf(
    wordsOf(text),
    wordsOf(typed).map(({ plain }) => plain),
  ).toSorted(([one], [other]) => one - other);
  const pieces: string[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at) continue;
    pieces.push(text.slice(at, from), text.slice(from, to));
    at = to;
  }
  return [...pieces, text.slice(at)];
};
