/**
 * An SQL number from 0 to below 1 that belongs to customer `n` and a purpose: the same for the same two, and otherwise
 * unrelated, so that no attribute goes in step with another one or with the name.
 */
export const chance = (purpose: number | string): string =>
  `((hashint8extended(n, ${purpose}) & 1048575)::double precision / 1048576)`;

/** An SQL whole number from 1 to `count`; with a skew above 1, low ones come more often. */
export const oneTo = (count: number, purpose: number, skew = 1): string =>
  `1 + floor(${count} * power(${chance(purpose)}, ${skew}))::integer`;

/** One of the texts; with a skew above 1, the first ones come more often. */
export const oneOf = (texts: readonly string[], purpose: number, skew = 1): string =>
  `(array[${texts.map((text) => `'${text}'`).join(", ")}])[${oneTo(texts.length, purpose, skew)}]`;

/** The id of seeded record number `n` of a kind, four hexadecimal digits. */
export const idOf = (kind: string, n = "n"): string =>
  `('5eed${kind}-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
