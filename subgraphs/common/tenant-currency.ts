import type { EntityManager } from "typeorm";

/** The default currency of an amount: the tenant's, which identity publishes. EUR for an unknown tenant. */
export const tenantCurrency = async (manager: EntityManager, tenantId: string): Promise<string> => {
  const [row]: { currency: string }[] = await manager.query("select identity.currency_of($1) as currency", [tenantId]);
  return row?.currency ?? "EUR";
};
