import { commandOnce } from "../../common/idempotency/commands.ts";
import { setParent } from "../commands/hierarchy.ts";
import { linkExternalIdentifier, unlinkExternalIdentifier } from "../commands/linking.ts";
import { share } from "../commands/sharing.ts";
import { changeStatus } from "../commands/status.ts";
import { updateTenant } from "../commands/tenant.ts";
import { nameWorkspace } from "../commands/workspace.ts";
import type { Context } from "../context.ts";
import type { CustomerParentSetPayloadResolvers, Resolvers } from "../schema.generated.ts";

export const Mutation: Resolvers<Context>["Mutation"] = {
  customerStatusSet: (_, { input }, { write }) => write((manager, viewer) => changeStatus(manager, viewer, input)),
  customerVisibilitySet: (_, { input }, { write }) => write((manager, viewer) => share(manager, viewer, input)),
  customerExternalIdentifierSet: (_, { input }, { write }, { fieldName }) =>
    write(commandOnce(fieldName, input, linkExternalIdentifier)),
  customerExternalIdentifierRemove: (_, { input }, { write }) =>
    write((manager, viewer) => unlinkExternalIdentifier(manager, viewer, input)),
  customerParentSet: (_, { input }, { write }) =>
    write((manager, viewer) => setParent(manager, viewer, input), { inTurn: input.parentId != null }),
  tenantUpdate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => updateTenant(manager, viewer, input)),
  workspaceUpdate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => nameWorkspace(manager, viewer, input)),
};

/** Common to every payload: the customer after the change, read again. */
const payload: CustomerParentSetPayloadResolvers<Context> = {
  customer: ({ customer }, _, { loaders }) => customer && loaders.customerById.load(customer.id),
};

export const payloads: Resolvers<Context> = {
  CustomerStatusSetPayload: payload,
  CustomerVisibilitySetPayload: payload,
  CustomerExternalIdentifierSetPayload: payload,
  CustomerExternalIdentifierRemovePayload: payload,
  CustomerParentSetPayload: payload,
  UserError: {
    customer: ({ customer }, _, { loaders }) => customer && loaders.customerById.load(customer.id),
    existing: async ({ existing }, _, { loaders }) => {
      const customer = existing && (await loaders.customerByIdEvenDeleted.load(existing.id));
      return customer && { __typename: "Customer", ...customer };
    },
  },
};
