import { SCOPES, type Viewer } from "./viewer.ts";

/** The tenant of everybody in development mode. */
export const DEMO_TENANT_ID = "0198c0de-0000-7000-8000-000000000001";

/** A second tenant with customers of its own, to show that tenants are isolated. */
export const SECOND_DEMO_TENANT_ID = "0198c0de-0000-7000-8000-000000000002";

export const DEMO_WORKSPACE_ID = "0198c0de-0000-7000-8000-0000000000a1";

/** The viewer when nobody signs in. Only servers bound to loopback use it. */
export const demoViewer: Viewer = {
  subject: "demo",
  tenantId: DEMO_TENANT_ID,
  workspaceIds: [DEMO_WORKSPACE_ID],
  workspaceId: DEMO_WORKSPACE_ID,
  scopes: new Set(SCOPES),
};
