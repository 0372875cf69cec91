import { commandOnce } from "../../common/idempotency/commands.ts";
import { setParent } from "../commands/hierarchy.ts";
import { linkExternalIdentifier, unlinkExternalIdentifier } from "../commands/linking.ts";
import { share } from "../commands/sharing.ts";
import { changeStatus } from "../commands/status.ts";
import type { Context } from "../context.ts";
import type { CustomerSetParentPayloadResolvers, Resolvers } from "../schema.generated.ts";

export const Mutation: Resolvers<Context>["Mutation"] = {
  customerChangeStatus: (_, { input }, { write }) => write((manager, viewer) => changeStatus(manager, viewer, input)),
  customerShare: (_, { input }, { write }) => write((manager, viewer) => share(manager, viewer, input)),
  customerLinkExternalIdentifier: (_, { input }, { write }, { fieldName }) =>
    write(commandOnce(fieldName, input, linkExternalIdentifier)),
  customerUnlinkExternalIdentifier: (_, { input }, { write }) =>
    write((manager, viewer) => unlinkExternalIdentifier(manager, viewer, input)),
  customerSetParent: (_, { input }, { write }) =>
    write((manager, viewer) => setParent(manager, viewer, input), { inTurn: input.parentId != null }),
};

/** Common to every payload: the customer after the change, read again. */
const payload: CustomerSetParentPayloadResolvers<Context> = {
  customer: ({ customer }, _, { loaders }) => customer && loaders.customerById.load(customer.id),
};

export const payloads: Resolvers<Context> = {
  CustomerChangeStatusPayload: payload,
  CustomerSharePayload: payload,
  CustomerLinkExternalIdentifierPayload: payload,
  CustomerUnlinkExternalIdentifierPayload: payload,
  CustomerSetParentPayload: payload,
  UserError: {
    existing: ({ existing }, _, { loaders }) => existing && loaders.customerByIdEvenDeleted.load(existing.id),
  },
};
