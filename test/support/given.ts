import { randomUUID } from "node:crypto";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { type CustomerInput, createCustomer } from "../../subgraphs/directory/commands/index.ts";
import { testDatabase } from "./graph.ts";
import { MANY_CUSTOMERS } from "./many-customers.ts";

/** Someone of a tenant that nobody else uses, with every scope, in no workspace. */
const tenant = (about: Partial<Viewer> = {}): Viewer => ({
  subject: "tester",
  tenantId: randomUUID(),
  workspaceIds: [],
  workspaceId: null,
  scopes: new Set(SCOPES),
  ...about,
});

/** One customer, created as the graph would; answers its id. */
const customer = (viewer: Viewer, input: CustomerInput = {}): Promise<string> =>
  testDatabase
    .session(viewer.tenantId)
    .write((manager) => createCustomer(manager, viewer, { displayName: "Harbour Lights", ...input }));

/** A chain of customers, each the parent of the next; answers their ids from the root down. */
const chain = async (viewer: Viewer, ...names: readonly string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const displayName of names) ids.push(await customer(viewer, { displayName, parentId: ids.at(-1) }));
  return ids;
};

/**
 * Any number of customers with every facet filled, under one parent if one is given; answers their ids by name, which are
 * `Customer 00001` and so on. They share an account manager, and so can be told from those of another call.
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
