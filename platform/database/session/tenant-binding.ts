import type { Cancellable } from "../connections/cancel-request.ts";

/** A connection as the pool gives it. */
export type PoolClient = Cancellable & {
  query(query: string | object, values?: readonly unknown[]): Promise<{ readonly rows: never[] }>;
};

/** How a connection comes to show the rows of one tenant, and to act as the plain role. */
export interface TenantBinding {
  /** Options for the pool. */
  readonly pool: object;
  /** Makes a connection the tenant's, before a transaction or a read begins on it. */
  bind(client: PoolClient, tenantId: string): Promise<void>;
  /** Runs one statement that reads. */
  read<Row>(client: PoolClient, tenantId: string, query: object, values: readonly unknown[]): Promise<Row[]>;
  /** Makes a transaction the tenant's, as the first thing in it. */
  begin(client: PoolClient, tenantId: string): Promise<void>;
}
