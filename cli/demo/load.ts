import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Database } from "../../platform/database/open.ts";
import { dateColumns } from "../../platform/values/days.ts";
import { Activity, Employee, Note, PriceList } from "../../subgraphs/commercial/entities.ts";
import { createCustomer } from "../../subgraphs/directory/commands/index.ts";
import { updateTenant } from "../../subgraphs/identity/commands/tenant.ts";
import { nameWorkspace } from "../../subgraphs/identity/commands/workspace.ts";
import { Customer } from "../../subgraphs/identity/entities.ts";
import { type DemoTenant, demoTenants } from "./tenants.ts";
import type { DemoCustomer } from "./types.ts";

type Created = Readonly<Record<string, { readonly id: string }>>;

/** The id behind a key, or an error that says which key is wrong. */
const idOf = (created: Created, key: string): string => {
  const customer = created[key];
  if (!customer) throw new Error(`the demo data speak of "${key}", which is not there, or not yet`);
  return customer.id;
};

/** Processes that start together take turns, and the second finds the work done. */
const isEmpty = async (manager: EntityManager, tenantId: string): Promise<boolean> => {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('demo ' || $1, 0))", [tenantId]);
  return !(await manager.existsBy(Customer, { tenantId }));
};

const createOne = async (
  manager: EntityManager,
  viewer: Viewer,
  created: Created,
  { key, parent, relationship: { seller, ...relationship }, ...input }: DemoCustomer,
): Promise<string> => {
  const sellerCustomer = seller && { tenantId: viewer.tenantId, id: idOf(created, seller) };
  return createCustomer(manager, viewer, {
    visibilityMode: "GLOBAL",
    ...input,
    parentId: parent ? idOf(created, parent) : null,
    relationship: {
      ...relationship,
      sellerRelationId: sellerCustomer ? (await manager.findOneByOrFail(Customer, sellerCustomer)).partyId : null,
    },
  });
};

const loadRecords = async (
  manager: EntityManager,
  { viewer: { tenantId, subject }, activities, notes }: DemoTenant,
  created: Created,
): Promise<void> => {
  const placed = <Row extends { readonly customer: string }>({ customer, ...row }: Row) => ({
    ...row,
    tenantId,
    id: randomUUID(),
    customerId: idOf(created, customer),
  });
  await manager.insert(Note, notes.map(placed));
  await manager.insert(
    Activity,
    activities.map(({ occurredAt, ...activity }) => ({
      ...placed(activity),
      ...dateColumns({ occurredAt }),
      createdBy: subject,
    })),
  );
};

const loadTenant = async (manager: EntityManager, tenant: DemoTenant): Promise<number> => {
  const { tenantId } = tenant.viewer;
  const ofTenant = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ ...row, tenantId }));
  await updateTenant(manager, tenant.viewer, tenant.about);
  for (const workspace of tenant.workspaces) await nameWorkspace(manager, tenant.viewer, workspace);
  await manager.upsert(Employee, ofTenant(tenant.employees), ["tenantId", "id"]);
  await manager.upsert(PriceList, ofTenant(tenant.priceLists), ["tenantId", "id"]);

  const created: Record<string, { id: string }> = {};
  for (const customer of tenant.customers) {
    const id = await createOne(manager, tenant.viewer, created, customer);
    if (customer.key) created[customer.key] = { id };
  }
  await loadRecords(manager, tenant, created);
  return tenant.customers.length;
};

/**
 * Fills each demo tenant that has never had a customer, all or nothing, and returns the number of customers created:
 * none on a second run, whatever has become of the first ones.
 */
export const loadDemoData = async (database: Pick<Database, "session">): Promise<number> => {
  let count = 0;
  for (const tenant of demoTenants()) {
    const { tenantId } = tenant.viewer;
    count += await database
      .session(tenantId)
      .write(async (manager) => ((await isEmpty(manager, tenantId)) ? loadTenant(manager, tenant) : 0));
  }
  return count;
};
