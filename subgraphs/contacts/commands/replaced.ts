import { groupBy } from "../../../platform/values/group-by.ts";
import { canonicalText } from "../../common/changes.ts";
import { notFound } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import type { Item } from "./inputs.ts";
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

/** The row that an item of a list names, if it names one. */
export const rowNamed = <Row extends Listed>(
  rows: readonly Row[],
  { id }: Item<object>,
  path: readonly string[],
  what: string,
): Row | undefined => {
  if (id == null) return undefined;
  const row = rows.find((candidate) => candidate.id === id.toLowerCase());
  if (!row) throw new RuleBroken(notFound([...path, "id"], id, `${what} of the customer`));
  return row;
};

/**
 * Replaces a list, in this order. Rows that are named by their ids change; of others with the same content, the old ones
 * stay with their ids, wherever they move. The marked one is primary, else the one that was and is named, else the first.
 */
export const replaced = <Row extends Listed>(rows: readonly Row[], wanted: readonly Row[]): Row[] => {
  const named = new Set(wanted.map(({ id }) => id));
  const take = rowsToTake(rows.filter(({ id }) => !named.has(id)));
  const stored = new Set(rows.map(({ id }) => id));
  const before = rows.find(({ isPrimary }) => isPrimary)?.id;
  const placed = wanted.map((row, position) => ({
    ...row,
    id: stored.has(row.id) ? row.id : (take(row)?.id ?? row.id),
    position,
  }));
  const primary =
    placed.find(({ isPrimary }) => isPrimary) ?? placed.find(({ id }) => id === before && named.has(id)) ?? placed[0];
  return withOnePrimary(placed, primary?.id);
};
