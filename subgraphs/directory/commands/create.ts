import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { createRelationship } from "../../commercial/commands/index.ts";
import { refuseIfAny } from "../../common/user-errors.ts";
import { createContacts } from "../../contacts/commands/index.ts";
import { createFinance } from "../../finance/commands/index.ts";
import { createIdentity, demandOrganization } from "../../identity/commands/index.ts";
import { type CustomerInput, checkCustomer } from "./customer-input.ts";
import { withCurrencies } from "./default-currency.ts";
import { at } from "./place.ts";

const createFacets = async (manager: EntityManager, viewer: Viewer, input: CustomerInput): Promise<string> => {
  const sellerId = input.relationship?.sellerRelationId;
  if (sellerId != null) await demandOrganization(manager, viewer, sellerId, ["relationship", "sellerRelationId"]);
  const id = await createIdentity(manager, viewer, input);
  await at("relationship", createRelationship(manager, viewer, id, input.relationship ?? {}));
  await at("finance", createFinance(manager, viewer, id, input.finance ?? {}));
  await createContacts(manager, viewer, id, input);
  return id;
};

/** Creates a customer in all four facets, all or nothing, and returns its id. Throws all errors at once. */
export const createCustomer = async (manager: EntityManager, viewer: Viewer, given: CustomerInput): Promise<string> => {
  const input = await withCurrencies(manager, viewer, given);
  refuseIfAny(checkCustomer(viewer, input));
  return createFacets(manager, viewer, input);
};
