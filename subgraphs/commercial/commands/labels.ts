import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkText, invalid } from "../../common/check.ts";
import { checkKept } from "../../common/check-kept.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Label } from "../entities.ts";
import { addChoice, changeChoice, type PickList, removeChoice } from "./pick-lists.ts";

interface LabelFields {
  readonly name?: string | null;
  readonly color?: string | null;
}

const LABELS: PickList<Label> = {
  entity: Label,
  what: "label",
  unique: { field: "name", condition: "lower(r.name) = lower(:value)", type: "CustomerLabel" },
};

const checkLabel = ({ name, color }: LabelFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...(color == null || /^#[0-9a-f]{6}$/i.test(color)
    ? []
    : [invalid(["color"], color, "Give # and six hexadecimal digits such as #1E90FF.", { expected: "COLOR" })]),
];

const capital = (color: string | null | undefined): string | null | undefined => color?.toUpperCase() ?? color;

/** Adds a label of the tenant. */
export const createLabel = async (
  manager: EntityManager,
  viewer: Viewer,
  { name, color }: LabelFields & { readonly name: string },
) => {
  refuseIfAny(checkLabel({ name, color }));
  return { label: await addChoice(manager, viewer, LABELS, { name, color: capital(color) ?? null }) };
};

/** Changes given fields of a label. */
export const changeLabel = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, ...fields }: LabelFields & { readonly id: string },
) => {
  refuseIfAny([...checkKept(fields, ["name"]), ...checkLabel(fields)]);
  const columns = { name: fields.name ?? undefined, color: capital(fields.color) };
  return { label: await changeChoice(manager, viewer, LABELS, { id, columns }) };
};

/** Removes a label, also from its customers. */
export const removeLabel = async (manager: EntityManager, viewer: Viewer, { id }: { readonly id: string }) => ({
  deletedLabelId: await removeChoice(manager, viewer, LABELS, id),
});
