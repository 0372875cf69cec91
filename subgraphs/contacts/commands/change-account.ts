import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { refuseIfAny } from "../../common/user-errors.ts";
import { saveAccount } from "./account.ts";
import { readCountry } from "./addresses.ts";
import { checkAccount } from "./check.ts";
import type { AccountInput } from "./inputs.ts";

/** Changes given fields of a customer's account that differ. */
export const updateAccount = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...account }: CustomerChange & AccountInput,
): Promise<string> => {
  refuseIfAny(checkAccount(account));
  const owner = { tenantId: viewer.tenantId, customerId };
  return changeCustomer(manager, viewer, { customerId, expectedVersion }, async (within) =>
    saveAccount(within, owner, account, await readCountry(within, owner)),
  );
};
