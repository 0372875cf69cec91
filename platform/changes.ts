/** A value as it can be compared: moments by their time, everything else by itself. */
const comparable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : (value ?? null));

/** The fields of `wanted` that are given and differ from what is stored, or `null` when nothing does. */
export const changesOf = <Row extends object>(stored: Row, wanted: Partial<Row>): Partial<Row> | null => {
  const changes = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && comparable(value) !== comparable(stored[field as keyof Row]),
  );
  return changes.length === 0 ? null : (Object.fromEntries(changes) as Partial<Row>);
};
