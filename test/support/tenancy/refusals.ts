import type { PlainResponse } from "./execute.ts";

interface Payload {
  readonly userErrors: readonly unknown[];
  readonly results?: readonly Payload[] | null;
}

const refusedIn = ({ userErrors, results }: Payload): unknown[] => [
  ...userErrors,
  ...(results ?? []).flatMap(refusedIn),
];

/** All errors of a mutation, top-level and user errors. */
export const refusalsOf = ({ data, errors }: PlainResponse): unknown[] => [
  ...errors,
  ...Object.values(data ?? {}).flatMap((payload) => (payload ? refusedIn(payload as Payload) : [])),
];
