import { canonicalText } from "../../common/changes.ts";
import { type Listed, withOnePrimary } from "./one-primary.ts";

/** What a row says, apart from whose it is, where it stands, and what is derived from it. */
const keyOf = (row: object): string => {
  const { tenantId, id, customerId, isPrimary, position, phoneE164, ...content } = row as Record<string, unknown>;
  return canonicalText(content);
};

/** Hands out each row once, by what it says. */
const rowsToTake = <Row extends Listed>(rows: readonly Row[]) => {
  const left = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    left.set(key, [...(left.get(key) ?? []), row]);
  }
  return (content: object): Row | undefined => left.get(keyOf(content))?.shift();
};

/**
 * Makes a list these, in this order: of rows that say the same, the old ones stay with their ids, wherever they move. The one that is
 * marked is primary, else the first.
 */
export const replaced = <Row extends Listed>(rows: readonly Row[], wanted: readonly Row[]): Row[] => {
  const take = rowsToTake(rows);
  const marked = wanted.findIndex(({ isPrimary }) => isPrimary);
  const placed = wanted.map((row, position) => ({ ...row, id: take(row)?.id ?? row.id, position }));
  return withOnePrimary(placed, placed[Math.max(marked, 0)]?.id);
};
