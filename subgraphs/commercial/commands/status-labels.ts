import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkText, outOfRange } from "../../common/check.ts";
import { checkKept } from "../../common/check-kept.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { StatusLabel } from "../entities.ts";
import { addChoice, changeChoice, type PickList, removeChoice } from "./pick-lists.ts";

interface StatusLabelFields {
  readonly name?: string | null;
  readonly position?: number | null;
  readonly isActive?: boolean | null;
}

const STATUS_LABELS: PickList<StatusLabel> = {
  entity: StatusLabel,
  what: "status label",
  unique: { field: "name", condition: "lower(r.name) = lower(:value)", type: "StatusLabel" },
};

/** The last position in a pick list: as many digits as a cursor may have. */
const LAST = 999_999_999;

const checkStatusLabel = ({ name, position }: StatusLabelFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...(position == null || (Number.isInteger(position) && position >= 0 && position <= LAST)
    ? []
    : [outOfRange(["position"], position, [0, LAST])]),
];

/** Adds a status label of the tenant. */
export const createStatusLabel = async (
  manager: EntityManager,
  viewer: Viewer,
  { name, position, isActive }: StatusLabelFields & { readonly name: string },
) => {
  refuseIfAny(checkStatusLabel({ name, position }));
  const columns = { name, position: position ?? 0, isActive: isActive ?? true };
  return { statusLabel: await addChoice(manager, viewer, STATUS_LABELS, columns) };
};

/** Changes given fields of a status label. */
export const changeStatusLabel = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, ...fields }: StatusLabelFields & { readonly id: string },
) => {
  refuseIfAny([...checkKept(fields, ["name", "position", "isActive"]), ...checkStatusLabel(fields)]);
  const { name, position, isActive } = fields;
  const columns = { name: name ?? undefined, position: position ?? undefined, isActive: isActive ?? undefined };
  return { statusLabel: await changeChoice(manager, viewer, STATUS_LABELS, { id, columns }) };
};

/** Removes a status label that no customer has. */
export const removeStatusLabel = async (manager: EntityManager, viewer: Viewer, { id }: { readonly id: string }) => ({
  deletedStatusLabelId: await removeChoice(manager, viewer, STATUS_LABELS, id),
});
