import { type Best, type Found, filledOf, isKey, NAMES } from "./found.ts";

/** The column that tells customers apart, and whether rows without it continue the one before. */
export const keyOf = (best: Best): { readonly key: Found | undefined; readonly continues: boolean } => {
  const candidates = ["accountNumber", "displayName", "primaryEmail"].flatMap((field) => best.get(field) ?? []);
  const key = candidates.find(isKey);
  if (key) return { key, continues: false };
  const names = NAMES.flatMap((field) => best.get(field) ?? []);
  const continued = candidates.find((column) => {
    const texts = filledOf(column);
    const isBlank = (at: number): boolean => names.every(({ texts: all }) => all[at] === "");
    return (
      texts.length > 0 &&
      new Set(texts).size === texts.length &&
      column.texts.every((text, at) => text !== "" || isBlank(at))
    );
  });
  return { key: continued ?? candidates[0], continues: continued !== undefined };
};
