import { markPooled } from "../connections/pooled.ts";
import { type Timeouts, timeoutSettings, VANISHED_CLIENT } from "../connections/timeouts.ts";
import { APP_ROLE } from "../tenancy/role.ts";
import type { PoolClient, TenantBinding } from "./tenant-binding.ts";

const set = ([name, value]: readonly [string, string]): string => `set ${name} to ${value}`;

/** A setting that the server's platform lacks is left alone. */
const trySet = ([name, value]: readonly [string, string]): string =>
  `begin perform set_config('${name}', '${value}', false); exception when others then null; end;`;

/**
 * Settings stay with their connection: role and timeouts are set when it opens, the tenant if it last served another.
 * Without a tenant, row-level security shows nothing.
 */
export const sessionBinding = (timeouts: Timeouts): TenantBinding => {
  const tenantOf = new WeakMap<PoolClient, string>();
  const opening = [
    `set role ${APP_ROLE}`,
    "set timezone to 'UTC'",
    ...timeoutSettings(timeouts).map(set),
    `do $$ begin ${VANISHED_CLIENT.map(trySet).join(" ")} end $$`,
    "select pg_backend_pid() as pid",
  ].join("; ");

  /** A pooler reports other backend ids to its clients than PostgreSQL does. */
  const open = async (client: PoolClient): Promise<void> => {
    const results = (await client.query(opening)) as unknown as { readonly rows: { readonly pid: number }[] }[];
    if (results.at(-1)?.rows[0]?.pid !== client.processID) markPooled(client);
  };

  return {
    pool: { pipeline: true, onConnect: open },
    async bind(client, tenantId) {
      if (tenantOf.get(client) === tenantId) return;
      await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
      tenantOf.set(client, tenantId);
    },
    read: async (client, _, query, values) => (await client.query(query, values)).rows,
    begin: async () => undefined,
  };
};
