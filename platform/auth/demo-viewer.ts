import { SCOPES, type Viewer } from "./viewer.ts";

/** The tenant that development mode signs everybody in to. */
export const DEMO_TENANT_ID = "0198c0de-0000-7000-8000-000000000001";

/** A second tenant with customers of its own, to see that neither learns of the other. */
export const SECOND_DEMO_TENANT_ID = "0198c0de-0000-7000-8000-000000000002";

export const DEMO_WORKSPACE_ID = "0198c0de-0000-7000-8000-0000000000a1";

/** Who asks when nobody signs in. Only servers bound to loopback know this viewer. */
export const demoViewer: Viewer = {
  subject: "demo",
  tenantId: DEMO_TENANT_ID,
  workspaceIds: [DEMO_WORKSPACE_ID],
  workspaceId: DEMO_WORKSPACE_ID,
  scopes: new Set(SCOPES),
};
