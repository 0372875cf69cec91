import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask, testDatabase } from "../support/graph.ts";

/**
 * Gives each customer references that no other customer shares: a workspace, and an author of its
 * records.
 */
const OWN = [
  `update identity.customer set visibility_mode = 'SHARED', workspace_id = $3, shared_with_workspace_ids = array[id]
   where tenant_id = $1 and id = any ($2::uuid[])`,
  `insert into identity.workspace (tenant_id, id, name) select $1, unnest($2::uuid[] || $3::uuid), 'A workspace'`,
  `update commercial.note set created_by = customer_id::text || '@shop.example'
   where tenant_id = $1 and customer_id = any ($2::uuid[]) and $3::uuid is not null`,
  `insert into commercial.employee (tenant_id, id, name, email)
   select $1, gen_random_uuid(), 'Somebody', id || '@shop.example' from unnest($2::uuid[]) id where $3::uuid is not null`,
  `update commercial.stage_change set changed_by = customer_id::text
   where tenant_id = $1 and customer_id = any ($2::uuid[]) and $3::uuid is not null`,
  `update finance.profile set credit_on_hold = true, credit_hold_since = now(), credit_hold_by = customer_id::text || '@shop.example'
   where tenant_id = $1 and customer_id = any ($2::uuid[]) and $3::uuid is not null`,
];

const family = async (viewer: Viewer, size: number): Promise<string[]> => {
  const root = await given.customer(viewer, { visibilityMode: "GLOBAL" });
  const ids = await given.customers(viewer, size, root);
  const children = await given.customers(viewer, size, root);
  await testDatabase.session(viewer.tenantId).write(async (manager) => {
    for (const text of OWN) await manager.query(text, [viewer.tenantId, ids, viewer.workspaceId]);
    await manager.query(
      `update identity.customer c set parent_id = p.id from unnest($2::uuid[], $3::uuid[]) p (id, child)
       where c.tenant_id = $1 and c.id = p.child`,
      [viewer.tenantId, ids, children],
    );
  });
  return ids;
};

const FIELDS = {
  "the workspaces": {
    text: "workspace { name } sharedWithWorkspaces { name }",
    statements: { identity: 2 },
    answer: { workspace: { name: "A workspace" }, sharedWithWorkspaces: [{ name: "A workspace" }] },
  },
  "the ids of workspaces": {
    text: "workspace { id } sharedWithWorkspaces { id }",
    statements: { identity: 1 },
    answer: { workspace: { id: expect.any(String) } },
  },
  "what the viewer may do": {
    text: "viewerCan { delete { isAllowed } restore { reason } changeStatus(to: CHURNED) { isAllowed } }",
    statements: { identity: 1, directory: 1 },
    answer: { viewerCan: { delete: { isAllowed: false }, changeStatus: { isAllowed: true } } },
  },
  "the parents of descendants": {
    text: "descendants { parent { displayName } }",
    statements: { identity: 2 },
    answer: { descendants: [{ parent: { displayName: expect.any(String) } }] },
  },
  "the actors of records": {
    text: `relationship { notes { nodes { actor { name employee { email } } } } activities { nodes { actor { subject } } }
      attachments { nodes { actor { subject } } } funnelStageHistory { nodes { actor { subject } } } }`,
    statements: { identity: 1, commercial: 6 },
    answer: {
      relationship: {
        notes: { nodes: [{ actor: { name: "Somebody" } }, { actor: { name: "Somebody" } }] },
        activities: { nodes: [{ actor: { subject: "tester" } }, { actor: { subject: "tester" } }] },
      },
    },
  },
  "the actors of stage changes": {
    text: "relationship { funnelStageHistory { nodes { actor { name } } } }",
    statements: { identity: 1, commercial: 3 },
    answer: {
      relationship: { funnelStageHistory: { nodes: [{ actor: { name: expect.any(String) } }, { actor: {} }] } },
    },
  },
  "the actors of credit holds": {
    text: "finance { creditHold { actor { subject name } } }",
    statements: { identity: 1, finance: 1, commercial: 1 },
    answer: { finance: { creditHold: { actor: { name: "Somebody" } } } },
  },
} as const;

const countBySubgraph = (statements: readonly { subgraph: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { subgraph } of statements) counts[subgraph] = (counts[subgraph] ?? 0) + 1;
  return counts;
};

describe.each([1, 10, 1_000])("The objects that %d customers refer to", (size) => {
  const workspaceId = randomUUID();
  const viewer = given.tenant({ workspaceIds: [workspaceId], workspaceId });
  let ids: string[] = [];

  beforeAll(async () => {
    ids = await family(viewer, size);
  });

  it.each(Object.entries(FIELDS))("take a fixed number of statements: %s", async (_, { text, statements, answer }) => {
    const pages = Array.from({ length: Math.ceil(size / 100) }, (_, page) => ids.slice(page * 100, page * 100 + 100));
    const query = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: customersById(ids: $p${page}) { id ${text} }`).join(" ")}
    }`;

    const {
      data,
      errors,
      statements: ran,
    } = await ask(viewer, query, Object.fromEntries(pages.map((page, index) => [`p${index}`, page])));

    expect(errors).toEqual([]);
    const customers = Object.values(data).flat();
    expect(customers).toHaveLength(size);
    for (const customer of customers) expect(customer).toMatchObject(answer);
    expect(countBySubgraph(ran)).toEqual(statements);
  });
});
