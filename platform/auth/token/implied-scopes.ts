/**
 * From this day on, in UTC, tokens must name the scopes for personal data. Until then those that they needed before
 * version 0.2 imply them, unless the operator sets an earlier day.
 */
export const LAST_IMPLICATION = "2027-04-01";

const IMPLIED: ReadonlyMap<string, string> = new Map([
  ["customers:read", "contacts:read"],
  ["customers:write", "contacts:write"],
]);

/** What the scopes of a token imply until a day, and until when, in milliseconds, a verified token may be cached. */
export const createImplication = (from: string, now: () => number) => {
  const end = Date.parse(from);
  return {
    scopesOf: (scopes: readonly string[]): readonly string[] =>
      now() < end ? scopes.flatMap((scope) => IMPLIED.get(scope) ?? []) : [],
    until: (): number => (now() < end ? end : Number.POSITIVE_INFINITY),
  };
};
