/** JSON with sorted object fields, so that equal values have the same text. */
export const canonicalText = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const inner: unknown = (value as Record<string, unknown>)[key];
    if (inner !== undefined) text += `${text && ","}${JSON.stringify(key)}:${canonicalText(inner)}`;
  }
  return `{${text}}`;
};

const isObject = (value: unknown): boolean => value !== null && typeof value === "object";

/**
 * Objects and lists are equal whatever the order of fields: mostly the order is the same, which is faster to compare.
 */
const isSame = (a: unknown, b: unknown): boolean => {
  if (!isObject(a) || !isObject(b)) return (a ?? null) === (b ?? null);
  return JSON.stringify(a) === JSON.stringify(b) || canonicalText(a) === canonicalText(b);
};

/** The fields of `wanted` that are given and differ from what is stored, or `null` if none does. */
export const changesOf = <Row extends object>(stored: Row, wanted: Partial<Row>): Partial<Row> | null => {
  const changes = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && !isSame(value, stored[field as keyof Row]),
  );
  return changes.length === 0 ? null : (Object.fromEntries(changes) as Partial<Row>);
};
