import { randomUUID } from "node:crypto";
import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import { In } from "typeorm";

interface Row extends ObjectLiteral {
  readonly tenantId: string;
  readonly id: string;
  readonly customerId: string;
}

type Content<R extends Row> = Omit<R, keyof Row>;

/** One row is primary as soon as there are rows: the one that says so, else the first. */
export const withOnePrimary = <Item extends { readonly isPrimary?: boolean | null }>(
  items: readonly Item[],
): (Item & { readonly isPrimary: boolean; readonly position: number })[] => {
  const marked = items.findIndex(({ isPrimary }) => isPrimary);
  return items.map((item, position) => ({ ...item, position, isPrimary: position === Math.max(marked, 0) }));
};

const contentKey = ({ tenantId, id, customerId, ...content }: ObjectLiteral): string =>
  JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Makes the list of a customer this one, in this order; answers whether it was another before. Rows that are equal in everything keep
 * their ids.
 */
export const replaceList = async <R extends Row>(
  manager: EntityManager,
  entity: EntityTarget<R>,
  { tenantId, customerId }: Pick<Row, "tenantId" | "customerId">,
  wanted: readonly Content<R>[],
): Promise<boolean> => {
  const stored = await manager.find(entity, { where: { tenantId, customerId } as never });
  const idOf = new Map(stored.map((row) => [contentKey(row), row.id]));
  const added = wanted.filter((content) => !idOf.has(contentKey(content)));
  const kept = new Set(wanted.map((content) => idOf.get(contentKey(content))));
  const gone = stored.map(({ id }) => id).filter((id) => !kept.has(id));
  if (gone.length > 0) await manager.delete(entity, { tenantId, id: In(gone) } as never);
  if (added.length > 0) {
    await manager.insert(
      entity,
      added.map((content) => ({ ...content, tenantId, customerId, id: randomUUID() })) as never,
    );
  }
  return gone.length > 0 || added.length > 0;
};
