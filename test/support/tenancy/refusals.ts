import type { Told } from "./execute.ts";

interface Payload {
  readonly userErrors: readonly unknown[];
  readonly results?: readonly Payload[] | null;
}

const refusedIn = ({ userErrors, results }: Payload): unknown[] => [
  ...userErrors,
  ...(results ?? []).flatMap(refusedIn),
];

/** Everything for which a mutation was refused, as a whole or in part. */
export const refusalsOf = ({ data, errors }: Told): unknown[] => [
  ...errors,
  ...Object.values(data ?? {}).flatMap((payload) => (payload ? refusedIn(payload as Payload) : [])),
];
