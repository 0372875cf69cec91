/** How many characters of a refused value an error quotes. */
const MOST = 60;

/**
 * The beginning of a text that somebody sent, as any database and any JSON can hold it: no pair is cut in two, and U+FFFD stands for U+0000 and
 * halves of pairs.
 */
export const beginningOf = (text: string, most = MOST): string =>
  [...text.slice(0, 2 * most)]
    .slice(0, most)
    .join("")
    .replaceAll(/\p{Surrogate}|\0/gu, "\uFFFD");

/** The same, with `…` in place of what is left out. */
export const shortened = (text: string, most = MOST): string => {
  const beginning = beginningOf(text, most);
  return beginning.length < text.length ? `${beginning}…` : beginning;
};

/** How an error quotes a refused value. */
export const quoted = (value: unknown): string => JSON.stringify(typeof value === "string" ? shortened(value) : value);
