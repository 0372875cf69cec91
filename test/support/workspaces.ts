import { randomUUID } from "node:crypto";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "./given.ts";
import { testDatabase } from "./graph.ts";

/** Two workspaces in a tenant of their own, and viewers in different combinations of them. */
export const people = () => {
  const none = given.tenant();
  const [one, two] = [randomUUID(), randomUUID()];
  return {
    one,
    two,
    viewers: {
      inOne: { ...none, workspaceIds: [one], workspaceId: one },
      inTwo: { ...none, workspaceIds: [two], workspaceId: two },
      inNone: none,
      inBoth: { ...none, workspaceIds: [one, two], workspaceId: one },
    },
  } as const;
};

export type ViewerName = keyof ReturnType<typeof people>["viewers"];

export const ALL = ["global", "local", "shared"] as const;

/**
 * A customer visible to all, one of the first workspace, and one of the first workspace shared with
 * the second.
 */
export type CustomerKind = (typeof ALL)[number];

/** Which viewer sees which customers: the complete visibility rule. */
export const VISIBLE_TO: Readonly<Record<ViewerName, readonly CustomerKind[]>> = {
  inOne: ["global", "local", "shared"],
  inTwo: ["global", "shared"],
  inNone: ["global"],
  inBoth: ["global", "local", "shared"],
};

/** Runs SQL as the application role in the viewer's tenant. */
export const sql = <Row>({ tenantId }: Viewer, text: string, ...values: readonly unknown[]): Promise<Row[]> =>
  testDatabase.session(tenantId).write((manager) => manager.query(text, [tenantId, ...values]));

/** Those viewers, and three customers with every facet filled, named `Customer 00001` to `00003`. */
export const threeCustomers = async () => {
  const { one, two, viewers } = people();
  const [global, local, shared] = (await given.customers(viewers.inNone, 3)) as [string, string, string];
  const share = `update identity.customer c set visibility_mode = $3, workspace_id = $4, shared_with_workspace_ids = $5
    where c.tenant_id = $1 and c.id = $2`;
  await sql(viewers.inNone, share, local, "WORKSPACE_LOCAL", one, []);
  await sql(viewers.inNone, share, shared, "SHARED", one, [two]);
  const ids: Readonly<Record<CustomerKind, string>> = { global, local, shared };
  const nameOf: Readonly<Record<CustomerKind, string>> = {
    global: "Customer 00001",
    local: "Customer 00002",
    shared: "Customer 00003",
  };
  return { one, two, viewers, ids, nameOf };
};

/** How each viewer is named in test titles. */
export const VIEWER_TITLES: readonly (readonly [string, ViewerName])[] = [
  ["in the workspace", "inOne"],
  ["in the workspace that it is shared with", "inTwo"],
  ["in no workspace", "inNone"],
  ["in both workspaces", "inBoth"],
];
