import { escapeIdentifier, escapeLiteral } from "pg";
import { isUuid } from "../../values/uuid.ts";
import { markPooled } from "../connections/pooled.ts";
import { type Timeouts, timeoutSettings } from "../connections/timeouts.ts";
import { APP_ROLE } from "../tenancy/role.ts";
import { allSettled } from "./settled.ts";
import type { PoolClient, TenantBinding } from "./tenant-binding.ts";

/** Not the function set_config: a distributed PostgreSQL passes only the statement on to its workers. */
const setLocal = ([name, value]: readonly [string, string]): string =>
  `set local ${name.split(".").map(escapeIdentifier).join(".")} to ${escapeLiteral(value)}`;

/** The statement takes no parameters, so only a UUID may be written into it. */
const demandUuid = (tenantId: string): string => {
  if (!isUuid(tenantId)) throw new Error("a tenant is a UUID");
  return tenantId;
};

/**
 * Sets nothing on a connection, because its next transaction may run on another server connection: tenant, role and
 * timeouts are set for the transaction. A read begins one, runs and commits in a single round trip.
 */
export const transactionBinding = (timeouts: Timeouts): TenantBinding => {
  const always = [["role", APP_ROLE], ["timezone", "UTC"], ...timeoutSettings(timeouts)] as [string, string][];
  const fixed = always.map(setLocal).join("; ");
  const bindingOf = (tenantId: string): string => `${fixed}; ${setLocal(["app.tenant_id", demandUuid(tenantId)])}`;

  return {
    pool: { pipeline: true, onConnect: markPooled },
    bind: async () => undefined,
    read: async (client, tenantId, query, values) => {
      const [, { rows }] = await allSettled([
        client.query(`begin; ${bindingOf(tenantId)}`),
        client.query(query, values),
        client.query("commit"),
      ]);
      return rows;
    },
    begin: async (client: PoolClient, tenantId) => {
      await client.query(bindingOf(tenantId));
    },
  };
};
