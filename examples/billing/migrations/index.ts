import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateBilling1763900000000 } from "./1763900000000-create-billing.ts";
import { KnowDecimals1764200000000 } from "./1764200000000-know-decimals.ts";
import { PlanForAnyTenant1764300000010 } from "./1764300000010-plan-for-any-tenant.ts";

export const billingSchema: SchemaMigrations = {
  name: "billing",
  migrations: [CreateBilling1763900000000, KnowDecimals1764200000000, PlanForAnyTenant1764300000010],
};
