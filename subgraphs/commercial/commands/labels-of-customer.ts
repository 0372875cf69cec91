import { type EntityManager, In } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { invalid, notFound } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { Label, RelationshipLabel } from "../entities.ts";
import { MOST_LABELS } from "./relationship-input.ts";

/** Ensures that a label exists, and cannot be removed until the transaction ends. */
const demandLabel = async (manager: EntityManager, { tenantId }: Viewer, id: string): Promise<void> => {
  const where = { tenantId, id };
  const found = isUuid(id) && (await manager.findOne(Label, { where, lock: { mode: "for_key_share" } }));
  if (!found) throw new RuleBroken(notFound(["labelId"], id, "label"));
};

/** Replaces a customer's labels; returns whether they changed. */
export const replaceLabels = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  labelIds: readonly string[],
): Promise<boolean> => {
  const stored = await manager.findBy(RelationshipLabel, { tenantId, customerId });
  const before = new Set(stored.map(({ labelId }) => labelId));
  const after = new Set(labelIds.map((id) => id.toLowerCase()));
  const gone = [...before].filter((id) => !after.has(id));
  const added = [...after].filter((id) => !before.has(id));
  if (gone.length > 0) await manager.delete(RelationshipLabel, { tenantId, customerId, labelId: In(gone) });
  if (added.length > 0) {
    await manager.insert(
      RelationshipLabel,
      added.map((labelId) => ({ tenantId, customerId, labelId })),
    );
  }
  return gone.length + added.length > 0;
};

interface LabelOfCustomer extends CustomerChange {
  readonly labelId: string;
}

/** Adds a label to a customer, unless it has it. Returns the id of the customer. */
export const putLabel = (
  manager: EntityManager,
  viewer: Viewer,
  { labelId, ...customer }: LabelOfCustomer,
): Promise<string> =>
  changeCustomer(manager, viewer, customer, async (within) => {
    await demandLabel(within, viewer, labelId);
    const { customerId } = customer;
    const stored = await within.findBy(RelationshipLabel, { tenantId: viewer.tenantId, customerId });
    const labelIds = [...new Set([...stored.map((label) => label.labelId), labelId.toLowerCase()])];
    if (labelIds.length > MOST_LABELS) {
      throw new RuleBroken(
        invalid(["labelId"], labelId, `The customer already has ${MOST_LABELS} labels, the maximum.`, {
          max: String(MOST_LABELS),
        }),
      );
    }
    return replaceLabels(within, viewer, customerId, labelIds);
  });

/** Removes a label from a customer, if it has it. Returns the id of the customer. */
export const takeLabel = (
  manager: EntityManager,
  viewer: Viewer,
  { labelId, ...customer }: LabelOfCustomer,
): Promise<string> =>
  changeCustomer(manager, viewer, customer, async (within) => {
    await demandLabel(within, viewer, labelId);
    const { customerId } = customer;
    const { affected } = await within.delete(RelationshipLabel, { tenantId: viewer.tenantId, customerId, labelId });
    return affected === 1;
  });
