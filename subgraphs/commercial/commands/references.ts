import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import { In } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { notFound } from "../../common/check.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Employee, Label, PriceList, type Relationship, StatusLabel } from "../entities.ts";
import type { RelationshipInput } from "./relationship-input.ts";

interface Reference {
  readonly id: string;
  readonly path: readonly string[];
}

const reference = (id: string | null | undefined, ...path: readonly string[]): Reference[] =>
  id == null ? [] : [{ id, path }];

const references = (ids: readonly string[] | null | undefined, field: string): Reference[] =>
  (ids ?? []).flatMap((id, index) => reference(id, field, String(index)));

/** Errors for references that lead nowhere. The others cannot be removed until the transaction ends. */
const missing = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  { entity, what, named }: { entity: EntityTarget<ObjectLiteral>; what: string; named: readonly Reference[] },
): Promise<UserError[]> => {
  if (named.length === 0) return [];
  const rows = await manager.find(entity, {
    select: { id: true },
    where: { tenantId, id: In(named.map(({ id }) => id.toLowerCase())) },
    lock: { mode: "for_key_share" },
  });
  const known = new Set(rows.map(({ id }) => id));
  return named.filter(({ id }) => !known.has(id.toLowerCase())).map(({ id, path }) => notFound(path, id, what));
};

/** Errors for a newly given status label: it must exist and be active. */
const inactive = async (manager: EntityManager, { tenantId }: Viewer, id: string): Promise<UserError[]> => {
  const labels = await manager.find(StatusLabel, { where: { tenantId }, order: { position: "ASC", name: "ASC" } });
  const label = labels.find((each) => each.id === id.toLowerCase());
  return label === undefined || label.isActive
    ? []
    : [
        {
          code: "NOT_ALLOWED",
          message: `The status label ${quoted(label.name)} is no longer in use. Give an active one.`,
          path: ["statusLabelId"],
          params: { allowed: labels.filter(({ isActive }) => isActive).map((active) => active.id), actual: label.id },
        },
      ];
};

/**
 * Ensures that everything an input refers to exists, with one statement for each kind, and that a newly given status
 * label is active. `stored` is the existing relationship, if any.
 */
export const demandReferences = async (
  manager: EntityManager,
  viewer: Viewer,
  { accountManagerId, ownerIds, priceListId, statusLabelId, labelIds }: RelationshipInput,
  stored?: Pick<Relationship, "statusLabelId">,
): Promise<void> => {
  const isNewlyGiven = statusLabelId != null && statusLabelId.toLowerCase() !== stored?.statusLabelId;
  refuseIfAny([
    ...(await missing(manager, viewer, {
      entity: Employee,
      what: "employee",
      named: [...reference(accountManagerId, "accountManagerId"), ...references(ownerIds, "ownerIds")],
    })),
    ...(await missing(manager, viewer, {
      entity: PriceList,
      what: "price list",
      named: reference(priceListId, "priceListId"),
    })),
    ...(await missing(manager, viewer, {
      entity: StatusLabel,
      what: "status label",
      named: reference(statusLabelId, "statusLabelId"),
    })),
    ...(isNewlyGiven ? await inactive(manager, viewer, statusLabelId) : []),
    ...(await missing(manager, viewer, { entity: Label, what: "label", named: references(labelIds, "labelIds") })),
  ]);
};
