import type { Viewer } from "../../../platform/auth/viewer.ts";
import { namedViewer } from "../../common/named-viewer.ts";
import type { Context } from "../context.ts";
import type { TenantRow } from "../loaders/viewer.ts";
import type { Resolvers } from "../schema.generated.ts";

/** The viewer's tenant, to which all that they see belongs. */
export const tenantOf = async ({ tenantId }: Viewer, { loaders }: Context): Promise<TenantRow> => {
  const tenant = await loaders.tenantById.load(tenantId);
  if (!tenant) throw new Error("a viewer without a tenant");
  return tenant;
};

export const viewers: Resolvers<Context> = {
  Viewer: {
    __resolveReference: namedViewer,
    scopes: ({ scopes }) => [...scopes].sort(),
    tenant: (viewer, _, context) => tenantOf(viewer, context),
    workspaces: ({ workspaceIds }) => workspaceIds.map((id) => ({ id })),
    currentWorkspace: ({ workspaceId }) => (workspaceId === null ? null : { id: workspaceId }),
  },
  Workspace: { name: async ({ id }, _, { loaders }) => (await loaders.workspaceById.load(id))?.name },
  TenantUpdatePayload: {
    tenant: ({ userErrors }, _, context) => (userErrors.length > 0 ? null : tenantOf(context.viewer, context)),
  },
};
