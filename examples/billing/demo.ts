import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import type { Database } from "../../platform/database/open.ts";
import { Contract, Invoice, Payment, Subscription, Warehouse, WarehouseCustomer } from "./entities.ts";

/** A day, as midnight in UTC. */
const on = (day: string): string => `${day}T00:00:00.000Z`;

const INVOICES = [
  { account: "10121", number: "2026-0117", issuedAt: on("2026-01-19"), dueAt: on("2026-03-05"), total: "4812.40" },
  { account: "10121", number: "2026-0388", issuedAt: on("2026-02-16"), dueAt: on("2026-04-02"), total: "5130.00" },
  { account: "10121", number: "2026-0604", issuedAt: on("2026-03-16"), dueAt: on("2026-04-30"), total: "4977.15" },
  { account: "10301", number: "2026-0391", issuedAt: on("2026-02-17"), dueAt: on("2026-03-19"), total: "612.80" },
  { account: "10301", number: "2026-0655", issuedAt: on("2026-03-20"), dueAt: on("2026-04-19"), total: "548.25" },
  { account: "10501", number: "2026-0702", issuedAt: on("2026-03-25"), dueAt: on("2026-03-25"), total: "38.00" },
];

const PAYMENTS = [
  { account: "10121", invoice: "2026-0117", receivedAt: on("2026-03-03"), amount: "4812.40", method: "TRANSFER" },
  { account: "10301", invoice: "2026-0391", receivedAt: on("2026-03-12"), amount: "612.80", method: "DIRECT_DEBIT" },
  { account: "10301", invoice: null, receivedAt: on("2026-03-27"), amount: "200.00", method: "TRANSFER" },
  { account: "10501", invoice: "2026-0702", receivedAt: on("2026-03-25"), amount: "38.00", method: "CASH" },
] as const;

const SUBSCRIPTIONS = [
  { account: "10122", plan: "Coffee for 180 rooms", startedAt: on("2024-11-01"), price: "1240.00", interval: "MONTH" },
  {
    account: "10301",
    plan: "New harvest, four times a year",
    startedAt: on("2025-04-01"),
    price: "320.00",
    interval: "QUARTER",
  },
] as const;

const CONTRACTS = [
  { account: "10120", title: "Frame agreement for 23 houses", signedAt: on("2024-03-12"), endsAt: on("2027-03-31") },
  { account: "10200", title: "Listing of the house blends", signedAt: on("2025-06-02"), endsAt: null },
];

const WAREHOUSES = [
  {
    code: "HAM",
    name: "Speicher am Sandtorkai",
    city: "Hamburg",
    createdAt: on("2009-05-04"),
    serves: ["10121", "10122", "10301", "10501"],
  },
  { code: "MUC", name: "Lager Feldmoching", city: "München", createdAt: on("2018-09-17"), serves: ["10121", "10200"] },
];

const idsByAccount = async (manager: EntityManager): Promise<ReadonlyMap<string, string>> => {
  const customers: { id: string; account: string }[] = await manager.query(
    "select c.id, c.account_number as account from identity.customer c where c.tenant_id = $1 and c.account_number is not null",
    [DEMO_TENANT_ID],
  );
  return new Map(customers.map(({ id, account }) => [account, id]));
};

const load = async (manager: EntityManager): Promise<number> => {
  const ids = await idsByAccount(manager);
  /** The rows of existing customers: the demo data may have changed since. */
  const rows = <Row extends { account: string }>(all: readonly Row[]) =>
    all.flatMap(({ account, ...row }) => {
      const customerId = ids.get(account);
      return customerId ? [{ ...row, tenantId: DEMO_TENANT_ID, id: randomUUID(), customerId }] : [];
    });
  const euros = { currencyCode: "EUR" };

  const invoices = rows(INVOICES).map((row) => ({ ...row, ...euros }));
  const idOfInvoice = new Map(invoices.map(({ number, id }) => [number, id]));
  const payments = rows(PAYMENTS).map(({ invoice, ...row }) => ({
    ...row,
    ...euros,
    invoiceId: (invoice && idOfInvoice.get(invoice)) ?? null,
  }));
  const warehouses = WAREHOUSES.map((warehouse) => ({
    ...warehouse,
    countryCode: "DE",
    tenantId: DEMO_TENANT_ID,
    id: randomUUID(),
  }));
  const assignments = warehouses.flatMap(({ id: warehouseId, serves, createdAt }) =>
    rows(serves.map((account) => ({ account }))).map(({ tenantId, customerId }) => ({
      tenantId,
      customerId,
      warehouseId,
      assignedAt: createdAt,
    })),
  );

  await manager.insert(Invoice, invoices);
  await manager.insert(Payment, payments);
  await manager.insert(
    Subscription,
    rows(SUBSCRIPTIONS).map((row) => ({ ...row, ...euros })),
  );
  await manager.insert(Contract, rows(CONTRACTS));
  await manager.insert(
    Warehouse,
    warehouses.map(({ serves: _, ...warehouse }) => warehouse),
  );
  await manager.insert(WarehouseCustomer, assignments);
  return invoices.length;
};

/**
 * Gives the customers of the demo tenant some invoices and related rows, once. Returns the number of invoices: none on
 * a second run, and none while the demo tenant has no customers.
 */
export const loadDemoRows = (database: Pick<Database, "session">): Promise<number> =>
  database.session(DEMO_TENANT_ID).write(async (manager) => {
    await manager.query("select pg_advisory_xact_lock(hashtextextended('billing demo', 0))");
    const [there]: unknown[] = await manager.query(
      `select from identity.customer c where c.tenant_id = $1
        and not exists (select from billing.warehouse w where w.tenant_id = $1) limit 1`,
      [DEMO_TENANT_ID],
    );
    return there ? load(manager) : 0;
  });
