import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { dateColumns } from "../../../platform/values/days.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { checkText } from "../../common/check.ts";
import { checkDayOrMoment } from "../../common/check-format.ts";
import { checkKept } from "../../common/check-kept.ts";
import { checkProse } from "../../common/check-prose.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Activity, type ActivityKind } from "../entities.ts";
import { addRow, changeRow, removeRow } from "./rows.ts";

interface ActivityFields {
  readonly kind?: ActivityKind | null;
  readonly subject?: string | null;
  readonly description?: string | null;
  readonly occurredAt?: string | null;
}

interface NewActivity extends CustomerChange, ActivityFields {
  readonly kind: ActivityKind;
  readonly subject: string;
}

interface ActivityRef {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const checkActivity = ({ subject, description, occurredAt }: ActivityFields): UserError[] => [
  ...checkText(subject, ["subject"], 256),
  ...checkProse(description, ["description"]),
  ...checkDayOrMoment(occurredAt, ["occurredAt"]),
];

const toColumns = ({ kind, subject, description, occurredAt }: ActivityFields): Partial<Activity> => ({
  kind: kind ?? undefined,
  subject: subject ?? undefined,
  description,
  ...dateColumns({ occurredAt: occurredAt ?? undefined }),
});

const named = ({ id, expectedVersion }: ActivityRef) =>
  ({ entity: Activity, id, expectedVersion, what: "activity" }) as const;

/** Records an activity with a customer. */
export const addActivity = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...fields }: NewActivity,
) => {
  refuseIfAny(checkActivity(fields));
  const place = { entity: Activity, customer: { customerId, expectedVersion } };
  const { row: activity, ...written } = await addRow(manager, viewer, place, toColumns(fields));
  return { ...written, activity };
};

/** Changes given fields of an activity. */
export const changeActivity = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, ...fields }: ActivityRef & ActivityFields,
) => {
  refuseIfAny([...checkKept(fields, ["kind", "subject", "occurredAt"]), ...checkActivity(fields)]);
  const ref = named({ id, expectedVersion });
  const { row: activity, ...written } = await changeRow(manager, viewer, ref, toColumns(fields));
  return { ...written, activity };
};

/** Removes an activity. */
export const removeActivity = async (manager: EntityManager, viewer: Viewer, ref: ActivityRef) => ({
  customer: await removeRow(manager, viewer, named(ref)),
  deletedActivityId: ref.id,
});
