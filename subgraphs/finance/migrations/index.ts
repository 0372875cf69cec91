import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateFinance1763700000002 } from "./1763700000002-create-finance.ts";
import { CompleteFinance1763800000002 } from "./1763800000002-complete-finance.ts";
import { RankProfiles1763800000110 } from "./1763800000110-rank-profiles.ts";
import { LengthenLabels1763800000302 } from "./1763800000302-lengthen-labels.ts";
import { KnowDecimals1764200000002 } from "./1764200000002-know-decimals.ts";
import { PlanForAnyTenant1764300000002 } from "./1764300000002-plan-for-any-tenant.ts";

export const financeSchema: SchemaMigrations = {
  name: "finance",
  migrations: [
    CreateFinance1763700000002,
    CompleteFinance1763800000002,
    RankProfiles1763800000110,
    LengthenLabels1763800000302,
    KnowDecimals1764200000002,
    PlanForAnyTenant1764300000002,
  ],
};
