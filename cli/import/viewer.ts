import { DEMO_TENANT_ID, DEMO_WORKSPACE_ID } from "../../platform/auth/demo-viewer.ts";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { Explained } from "../../platform/process/explained.ts";
import { isUuid } from "../../platform/values/uuid.ts";

interface Whose {
  readonly tenant?: string;
  readonly workspace?: string;
  /** Without authentication, the demo tenant can be the default. */
  readonly development: boolean;
}

const checked = (id: string, option: string): string => {
  if (!isUuid(id)) throw new Explained(`${option} ${id} is not an id. Give a UUID.`);
  return id.toLowerCase();
};

/** The author of imported rows. An import may do everything in its tenant, and see the given workspace. */
export const viewerOf = ({ tenant, workspace, development }: Whose): Viewer => {
  if (!tenant && !development) {
    throw new Explained(
      "Give the id of the tenant that owns the customers with --tenant. Outside development there is no default.",
    );
  }
  const workspaceId = workspace ? checked(workspace, "--workspace") : null;
  const tenantId = tenant ? checked(tenant, "--tenant") : DEMO_TENANT_ID;
  return {
    subject: "import",
    tenantId,
    workspaceId,
    workspaceIds: workspaceId ? [workspaceId] : tenantId === DEMO_TENANT_ID ? [DEMO_WORKSPACE_ID] : [],
    scopes: new Set(SCOPES),
  };
};
