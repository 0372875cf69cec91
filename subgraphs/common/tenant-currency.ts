import type { EntityManager } from "typeorm";

/** The currency of an amount that names none: the tenant's, which identity publishes. EUR where nothing is known of the tenant. */
export const tenantCurrency = async (manager: EntityManager, tenantId: string): Promise<string> => {
  const [row]: { currency: string }[] = await manager.query("select identity.currency_of($1) as currency", [tenantId]);
  return row?.currency ?? "EUR";
};
