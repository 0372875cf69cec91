import { isRecord } from "../../../platform/values/is-record.ts";
import type { Json, View } from "./vocabulary.ts";

type Parts = { readonly [name: string]: Json };

/** An object with the stored parts that it lacks, without those that it clears; `null` if none is left. */
const merged = (given: Parts, stored: Json | undefined): Json => {
  const known = isRecord(stored) ? (stored as Parts) : {};
  const parts = Object.entries({ ...known, ...given }).flatMap(([name, value]) => {
    const whole = isRecord(value) && Object.hasOwn(given, name) ? merged(value as Parts, known[name]) : value;
    return whole === null ? [] : [[name, whole] as const];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : null;
};

/** A record whose objects have the parts that they lack from the stored ones. `null` clears a part. */
export const withStoredParts = (given: View, stored: View): View =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      isRecord(value) ? merged(value as Parts, stored[name]) : value,
    ]),
  );
