/** An object with its fields in order, so that two that say the same look the same. */
export const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A value as it can be compared: objects and lists by what they say, everything else by itself. */
const comparable = (value: unknown): unknown =>
  value !== null && typeof value === "object" ? JSON.stringify(value, inOrder) : (value ?? null);

/** The fields of `wanted` that are given and differ from what is stored, or `null` when nothing does. */
export const changesOf = <Row extends object>(stored: Row, wanted: Partial<Row>): Partial<Row> | null => {
  const changes = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && comparable(value) !== comparable(stored[field as keyof Row]),
  );
  return changes.length === 0 ? null : (Object.fromEntries(changes) as Partial<Row>);
};
