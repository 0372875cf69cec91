import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { changesOf } from "../../common/changes.ts";
import { notFound, outdated, taken } from "../../common/check.ts";
import { checkKept } from "../../common/check-kept.ts";
import { refusedAs, UNIQUE_VIOLATION } from "../../common/refused-as.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { CustomerView } from "../entities.ts";
import { checkSharing, checkView, sharingAfter, type ViewFields } from "./check-view.ts";
import { viewVisibleTo } from "./visible.ts";

interface Named {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const ONLY_ME = { sharing: "ONLY_ME", workspaceId: null } as const;

const takenByOther = async (
  manager: EntityManager,
  { tenantId, createdBy, name }: Pick<CustomerView, "tenantId" | "createdBy" | "name">,
): Promise<UserError> => {
  const holder = await manager
    .createQueryBuilder(CustomerView, "v")
    .where("v.tenant_id = :tenantId and v.created_by = :createdBy", { tenantId, createdBy })
    .andWhere("lower(v.name) = lower(:name)", { name })
    .getOne();
  const message = `Another view of the same owner has the name ${quoted(name)} already.`;
  return taken(["name"], name, message, holder && { __typename: "CustomerView", id: holder.id });
};

/** Locks a view that the viewer sees, may change and knows the version of. */
const lockOwn = async (
  manager: EntityManager,
  { tenantId, subject, workspaceIds, scopes }: Viewer,
  { id, expectedVersion }: Named,
): Promise<CustomerView> => {
  const view = isUuid(id)
    ? await manager
        .createQueryBuilder(CustomerView, "v")
        .setLock("pessimistic_write")
        .where("v.tenant_id = :tenantId and v.id = :id", { tenantId, id })
        .andWhere(viewVisibleTo("v", ":subject", ":workspaceIds"), { subject, workspaceIds })
        .getOne()
    : null;
  if (!view) throw new RuleBroken(notFound(["id"], id, "view"));
  if (view.createdBy !== subject && !scopes.has("admin")) {
    const message = "Somebody else saved this view. Save one of your own, or ask an administrator.";
    throw new RuleBroken({ code: "NOT_ALLOWED", message, path: ["id"] });
  }
  if (expectedVersion != null && expectedVersion !== view.version)
    throw new RuleBroken(outdated("view", expectedVersion, view.version));
  return view;
};

/** Saves a view of the viewer. */
export const createView = async (
  manager: EntityManager,
  viewer: Viewer,
  { name, where, includeInactive, order, columns, ...sharing }: ViewFields & { readonly name: string },
) => {
  refuseIfAny([...checkView({ name, where, order, columns }), ...checkSharing(viewer, sharing, ONLY_ME)]);
  const key = { tenantId: viewer.tenantId, id: randomUUID() };
  const row = {
    ...key,
    name,
    where: where ?? {},
    includeInactive: includeInactive ?? false,
    order: [...(order ?? [])],
    columns: [...(columns ?? [])],
    ...sharingAfter(sharing, ONLY_ME),
    createdBy: viewer.subject,
  };
  await refusedAs(
    manager,
    UNIQUE_VIOLATION,
    () => takenByOther(manager, row),
    (savepoint) => savepoint.insert(CustomerView, row),
  );
  return { customerView: await manager.findOneByOrFail(CustomerView, key) };
};

/** Changes given fields of a view. */
export const changeView = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, ...fields }: ViewFields & Named,
) => {
  refuseIfAny([...checkKept(fields, ["name", "includeInactive", "sharing"]), ...checkView(fields)]);
  const view = await lockOwn(manager, viewer, { id, expectedVersion });
  refuseIfAny(checkSharing(viewer, fields, view));
  const { name, where, includeInactive, order, columns } = fields;
  const changes = changesOf<CustomerView>(view, {
    name: name ?? undefined,
    where: where === null ? {} : where,
    includeInactive: includeInactive ?? undefined,
    order: order === null ? [] : order,
    columns: columns === undefined ? undefined : [...(columns ?? [])],
    ...sharingAfter(fields, view),
  } as Partial<CustomerView>);
  if (!changes) return { customerView: view };
  const key = { tenantId: viewer.tenantId, id: view.id };
  await refusedAs(
    manager,
    UNIQUE_VIOLATION,
    () => takenByOther(manager, { ...view, ...changes }),
    (savepoint) =>
      savepoint.update(CustomerView, key, {
        ...(changes as object),
        version: view.version + 1,
        updatedAt: () => "clock_timestamp()",
      }),
  );
  return { customerView: await manager.findOneByOrFail(CustomerView, key) };
};

/** Deletes a view. */
export const removeView = async (manager: EntityManager, viewer: Viewer, named: Named) => {
  const { tenantId, id } = await lockOwn(manager, viewer, named);
  await manager.delete(CustomerView, { tenantId, id });
  return { deletedCustomerViewId: id };
};
