import type { Cancellable } from "../connections/cancel-request.ts";

/** A connection from the pool. */
export type PoolClient = Cancellable & {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
  query(query: string | object, values?: readonly unknown[]): Promise<{ readonly rows: never[] }>;
};

/** How a connection comes to show one tenant's rows, and to act as the plain role. */
export interface TenantBinding {
  /** Options for the pool. */
  readonly pool: object;
  /** Binds a connection to the tenant, before a transaction or a read begins on it. */
  bind(client: PoolClient, tenantId: string): Promise<void>;
  /** Runs one statement that reads. */
  read<Row>(client: PoolClient, tenantId: string, query: object, values: readonly unknown[]): Promise<Row[]>;
  /** Binds a transaction to the tenant, as its first step. */
  begin(client: PoolClient, tenantId: string): Promise<void>;
}
