import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { notFound } from "../../common/check.ts";
import { conflict } from "../../common/touch.ts";
import { type UserError, under } from "../../common/user-errors.ts";
import { existsFor } from "../../identity/visibility.ts";
import type { Update } from "./updates-input.ts";

const refusalOf = ({ customerId, expectedVersion, path }: Update, version: number | undefined): UserError[] => {
  if (version === undefined) return [notFound(path, customerId, "customer")];
  if (expectedVersion == null || expectedVersion === version) return [];
  return under(path.slice(0, -1), [conflict(customerId, expectedVersion, version)]);
};

/**
 * Locks customers in the order of their ids, so that two writers cannot deadlock; answers the changes that are refused
 * because there is no such customer, or because it has another version.
 */
export const lockCustomers = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  updates: readonly Update[],
): Promise<(readonly [Update, readonly UserError[]])[]> => {
  const ids = updates.map(({ customerId }) => customerId).filter(isUuid);
  const rows: { id: string; version: number }[] = await manager.query(
    `select c.id, c.version from identity.customer c
     where c.tenant_id = $1 and c.id = any ($2::uuid[]) and ${existsFor("c", "$3")} order by c.id for no key update`,
    [tenantId, ids, workspaceIds],
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return updates.flatMap((update) => {
    const userErrors = refusalOf(update, versions.get(update.customerId));
    return userErrors.length > 0 ? [[update, userErrors] as const] : [];
  });
};

/** Counts the versions of changed customers up. The caller holds their locks. */
export const countVersions = (
  manager: EntityManager,
  { tenantId }: Viewer,
  changed: readonly Update[],
): Promise<unknown> =>
  manager.query(
    `update identity.customer c set version = c.version + 1, updated_at = now()
     where c.tenant_id = $1 and c.id = any ($2::uuid[])`,
    [tenantId, changed.map(({ customerId }) => customerId)],
  );
