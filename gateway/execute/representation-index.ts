import { stringifyExact } from "../../platform/values/exact-json.ts";
import type { Representation } from "./representations.ts";

/** Identifies equal representations: unlike plain concatenation, it is unambiguous. */
const identityOf = (representation: Representation): string => {
  let identity = "";
  for (const key in representation) {
    const value = representation[key];
    identity += typeof value === "string" ? `${value.length}:${value}` : `=${stringifyExact(value)};`;
  }
  return identity;
};

/** Numbers distinct representations in order of arrival. */
export const createIndex = (soleKey: string | undefined) => {
  const byType = new Map<unknown, Map<unknown, number>>();
  const others = new Map<string, number>();
  let next = 0;

  /** The number of a representation; a new one gets `next`. */
  return (representation: Representation): number => {
    const key = soleKey === undefined ? undefined : representation[soleKey];
    if (typeof key !== "string") {
      const identity = identityOf(representation);
      const known = others.get(identity) ?? next;
      if (known === next) others.set(identity, next++);
      return known;
    }
    let ofType = byType.get(representation.__typename);
    if (!ofType) {
      ofType = new Map();
      byType.set(representation.__typename, ofType);
    }
    const known = ofType.get(key) ?? next;
    if (known === next) ofType.set(key, next++);
    return known;
  };
};
