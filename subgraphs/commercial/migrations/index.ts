import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateCommercial1763700000001 } from "./1763700000001-create-commercial.ts";
import { CompleteCommercial1763800000001 } from "./1763800000001-complete-commercial.ts";
import { IndexFlags1763800000150 } from "./1763800000150-index-flags.ts";
import { KeepDays1764200000001 } from "./1764200000001-keep-days.ts";
import { KnowDecimals1764200000003 } from "./1764200000003-know-decimals.ts";
import { PlanForAnyTenant1764300000001 } from "./1764300000001-plan-for-any-tenant.ts";
import { OrderNames1765000000101 } from "./1765000000101-order-names.ts";
import { IdentifyChoices1765200000102 } from "./1765200000102-identify-choices.ts";

export const commercialSchema: SchemaMigrations = {
  name: "commercial",
  migrations: [
    CreateCommercial1763700000001,
    CompleteCommercial1763800000001,
    IndexFlags1763800000150,
    KeepDays1764200000001,
    KnowDecimals1764200000003,
    PlanForAnyTenant1764300000001,
    OrderNames1765000000101,
    IdentifyChoices1765200000102,
  ],
};
