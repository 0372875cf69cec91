import { groupBy } from "../../../platform/values/group-by.ts";
import { canonicalText } from "../../common/changes.ts";
import { type Listed, withOnePrimary } from "./one-primary.ts";

/** The content of a row, without its owner, its position, and what is derived. */
const keyOf = (row: object): string => {
  const { tenantId, id, customerId, isPrimary, position, phoneE164, ...content } = row as Record<string, unknown>;
  return canonicalText(content);
};

/** Returns each row once, by content. */
const rowsToTake = <Row extends Listed>(rows: readonly Row[]) => {
  const left = groupBy(rows, keyOf);
  return (content: object): Row | undefined => left.get(keyOf(content))?.shift();
};

/**
 * Replaces a list, in this order: of rows with the same content, the old ones stay with their ids, wherever they move.
 * The marked one is primary, else the first.
 */
export const replaced = <Row extends Listed>(rows: readonly Row[], wanted: readonly Row[]): Row[] => {
  const take = rowsToTake(rows);
  const marked = wanted.findIndex(({ isPrimary }) => isPrimary);
  const placed = wanted.map((row, position) => ({ ...row, id: take(row)?.id ?? row.id, position }));
  return withOnePrimary(placed, placed[Math.max(marked, 0)]?.id);
};
