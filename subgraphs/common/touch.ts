import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { isUuid } from "../../platform/values/uuid.ts";
import { notFound, outdated } from "./check.ts";
import { RuleBroken, type UserError } from "./user-errors.ts";

interface Touched {
  readonly outcome: "TOUCHED" | "ABSENT" | "CONFLICT";
  readonly version: number | null;
}

/** The error for a customer that has changed since it was read. */
export const conflict = (customerId: string, expectedVersion: number | null, currentVersion: number): UserError => ({
  ...outdated("customer", expectedVersion, currentVersion),
  customer: { id: customerId.toLowerCase() },
});

/**
 * Begins every command on a customer: locks it, checks that it is visible to the viewer and has the expected version,
 * and increments the version. Returns the new version. Throws `NOT_FOUND` or `CONFLICT` as {@link RuleBroken}.
 */
export const touch = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  { expectedVersion = null, path = ["customerId"] }: { expectedVersion?: number | null; path?: readonly string[] } = {},
): Promise<number> => {
  if (!isUuid(customerId)) throw new RuleBroken(notFound(path, customerId, "customer"));
  const [touched]: Touched[] = await manager.query("select outcome, version from identity.touch($1, $2, $3, $4)", [
    viewer.tenantId,
    customerId,
    expectedVersion,
    viewer.workspaceIds,
  ]);
  if (touched?.outcome === "TOUCHED" && touched.version !== null) return touched.version;
  if (touched?.outcome === "CONFLICT" && touched.version !== null) {
    throw new RuleBroken(conflict(customerId, expectedVersion, touched.version));
  }
  throw new RuleBroken(notFound(path, customerId, "customer"));
};
