import type { EntityManager } from "typeorm";
import { In } from "typeorm";
import { changesOf } from "../../common/changes.ts";
import type { Listed } from "./one-primary.ts";

/**
 * Writes the differences between two states of a customer's list; returns whether there are any. The number of
 * statements is fixed.
 */
export const saveRows = async <Row extends Listed>(
  manager: EntityManager,
  entity: new () => Row,
  before: readonly Row[],
  after: readonly Row[],
): Promise<boolean> => {
  const stored = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id));
  const changed = after.filter((row) => {
    const old = stored.get(row.id);
    return !old || changesOf<object>(old, row) !== null;
  });
  const primary = before.find(({ id, isPrimary }) => isPrimary && kept.has(id));

  if (gone.length > 0) {
    await manager.delete(entity, { tenantId: gone[0]?.tenantId, id: In(gone.map(({ id }) => id)) } as never);
  }
  // The database would refuse two primary rows even temporarily.
  if (primary && changed.some(({ id }) => id === primary.id)) {
    await manager.update(
      entity,
      { tenantId: primary.tenantId, id: primary.id } as never,
      { isPrimary: false } as never,
    );
  }
  if (changed.length > 0) await manager.upsert(entity, changed as never, ["tenantId", "id"]);
  return gone.length + changed.length > 0;
};
