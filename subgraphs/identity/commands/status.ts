import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import type { Customer, CustomerStatus } from "../entities.ts";
import { TRANSITIONS } from "../status.ts";
import { changeStored, writeColumns } from "./stored-customer.ts";

/** Ensures that a status transition is allowed. Keeping the status always is. */
export const demandTransition = (
  { status: from }: Pick<Customer, "status">,
  to: CustomerStatus | null | undefined,
): void => {
  const allowed = TRANSITIONS[from];
  if (to == null || to === from || allowed.includes(to)) return;
  const right =
    from === "ARCHIVED" ? "An archived customer only comes back by customerRestore." : `Give ${allowed.join(", ")}.`;
  throw new RuleBroken({
    code: "NOT_ALLOWED",
    path: ["status"],
    message: `${to} cannot follow ${from}. ${right}`,
    params: { allowed, actual: to },
  });
};

/** Changes a customer's status. */
export const changeStatus = (
  manager: EntityManager,
  viewer: Viewer,
  { status, ...target }: CustomerChange & { readonly status: CustomerStatus },
): Promise<string> =>
  changeStored(manager, viewer, target, async (savepoint, stored) => {
    demandTransition(stored, status);
    return writeColumns(savepoint, stored, { status });
  });
