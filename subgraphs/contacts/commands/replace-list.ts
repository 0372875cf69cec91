import { randomUUID } from "node:crypto";
import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import { In } from "typeorm";

interface Owner {
  readonly tenantId: string;
  readonly customerId: string;
}

interface Place {
  readonly isPrimary: boolean;
  readonly position: number;
}

interface Row extends Owner, Place, ObjectLiteral {
  readonly id: string;
}

type Wanted<R extends Row> = Omit<R, keyof Owner | "id"> & Place;

/** One row is primary as soon as there are rows: the one that says so, else the first. */
export const withOnePrimary = <Item extends { readonly isPrimary?: boolean | null }>(
  items: readonly Item[],
): (Item & Place)[] => {
  const marked = items.findIndex(({ isPrimary }) => isPrimary);
  return items.map((item, position) => ({ ...item, position, isPrimary: position === Math.max(marked, 0) }));
};

/** What makes a row the same one, wherever it stands in the list. */
const contentKey = ({ tenantId, id, customerId, isPrimary, position, ...content }: ObjectLiteral): string =>
  JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Hands out each stored row once, by its content; what nobody took is left. */
const rowsToTake = <R extends Row>(stored: readonly R[]) => {
  const left = new Map<string, R[]>();
  for (const row of stored) left.set(contentKey(row), [...(left.get(contentKey(row)) ?? []), row]);
  return {
    take: (content: ObjectLiteral): R | undefined => left.get(contentKey(content))?.shift(),
    left: (): string[] => [...left.values()].flat().map(({ id }) => id),
  };
};

/** Puts rows at other places of their list. None of them is primary afterwards: the database would refuse two in between. */
const move = async (
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  tenantId: string,
  rows: readonly { readonly id: string; readonly position: number }[],
): Promise<void> => {
  await manager.query(
    `update ${manager.connection.getMetadata(entity).tablePath} t set position = m.position, is_primary = false
     from unnest($2::uuid[], $3::integer[]) m (id, position) where t.tenant_id = $1 and t.id = m.id`,
    [tenantId, rows.map(({ id }) => id), rows.map(({ position }) => position)],
  );
};

/**
 * Makes the list of a customer this one, in this order; answers whether it was another before. Rows that say the same keep their
 * ids, wherever they move.
 */
export const replaceList = async <R extends Row>(
  manager: EntityManager,
  entity: EntityTarget<R>,
  { tenantId, customerId }: Owner,
  wanted: readonly Wanted<R>[],
): Promise<boolean> => {
  const stored = await manager.find(entity, {
    where: { tenantId, customerId } as never,
    order: { position: "ASC" } as never,
  });
  const rows = rowsToTake(stored);
  const placed = wanted.map((content) => ({ content, row: rows.take(content) }));
  const gone = rows.left();
  const added = placed.flatMap(({ content, row }) => (row ? [] : [content]));
  const moved = placed.flatMap(({ content: { isPrimary, position }, row }) =>
    row && (row.isPrimary !== isPrimary || row.position !== position) ? [{ id: row.id, isPrimary, position }] : [],
  );

  if (gone.length > 0) await manager.delete(entity, { tenantId, id: In(gone) } as never);
  if (moved.length > 0) await move(manager, entity, tenantId, moved);
  const primary = moved.find(({ isPrimary }) => isPrimary);
  if (primary) await manager.update(entity, { tenantId, id: primary.id } as never, { isPrimary: true } as never);
  if (added.length > 0) {
    await manager.insert(
      entity,
      added.map((content) => ({ ...content, tenantId, customerId, id: randomUUID() })) as never,
    );
  }
  return gone.length + moved.length + added.length > 0;
};
