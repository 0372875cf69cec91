import { isContainer } from "../execute/failure.ts";

/** Ids and numbers, which distinguish errors of a kind. */
const PARTICULARS = /[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi;

/** A subgraph may send something without text where a string belongs. */
const textOf = (value: unknown): string => (typeof value === "object" ? "" : String(value));

const kindOf = (error: unknown): string => {
  if (!isContainer(error)) return textOf(error);
  const { message, path, extensions } = error;
  const code = isContainer(extensions) ? textOf(extensions.code) : "";
  const fields = Array.isArray(path) ? path.filter((segment) => typeof segment === "string") : [];
  return JSON.stringify([textOf(message).replace(PARTICULARS, "…"), code, fields]);
};

/**
 * Groups errors that differ only in list indexes, ids and numbers into the first and a count: the log reports a cause
 * once.
 */
export const kindsOf = (errors: readonly unknown[]): Iterable<{ readonly error: unknown; readonly count: number }> => {
  const kinds = new Map<string, { readonly error: unknown; count: number }>();
  for (const error of errors) {
    const kind = kindOf(error);
    const known = kinds.get(kind);
    if (known) known.count++;
    else kinds.set(kind, { error, count: 1 });
  }
  return kinds.values();
};
