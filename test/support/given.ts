import { randomUUID } from "node:crypto";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { type CustomerInput, createCustomer } from "../../subgraphs/directory/commands/index.ts";
import { testDatabase } from "./graph.ts";
import { MANY_CUSTOMERS } from "./many-customers.ts";

/** A viewer in a tenant of its own, with every scope and no workspace. */
const tenant = (about: Partial<Viewer> = {}): Viewer => ({
  subject: "tester",
  tenantId: randomUUID(),
  workspaceIds: [],
  workspaceId: null,
  scopes: new Set(SCOPES),
  ...about,
});

/** Creates a customer as the graph would; returns its id. */
const customer = (viewer: Viewer, input: CustomerInput = {}): Promise<string> =>
  testDatabase
    .session(viewer.tenantId)
    .write((manager) => createCustomer(manager, viewer, { displayName: "Harbour Lights", ...input }));

/** Creates a chain of customers, each the parent of the next; returns their ids from the root down. */
const chain = async (viewer: Viewer, ...names: readonly string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const displayName of names) ids.push(await customer(viewer, { displayName, parentId: ids.at(-1) }));
  return ids;
};

/**
 * Creates customers with every facet filled, under a parent if given; returns their ids ordered by
 * name (`Customer 00001` and so on). They share an account manager, which tells them apart from
 * those of another call.
 */
const customers = async (viewer: Viewer, count: number, parentId: string | null = null): Promise<string[]> => {
  const employeeId = randomUUID();
  const created: { id: string }[] = await testDatabase.session(viewer.tenantId).write(async (manager) => {
    await manager.query("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada Berg')", [
      viewer.tenantId,
      employeeId,
    ]);
    return manager.query(MANY_CUSTOMERS, [viewer.tenantId, count, parentId, employeeId]);
  });
  return created.map(({ id }) => id);
};

export const given = { tenant, customer, customers, chain };
