import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateDirectory1763700000004 } from "./1763700000004-create-directory.ts";
import { Search1763800000140 } from "./1763800000140-search.ts";
import { KeepAnswers1763800000141 } from "./1763800000141-keep-answers.ts";
import { PlanForAnyTenant1764300000004 } from "./1764300000004-plan-for-any-tenant.ts";
import { SweepKeys1764400000004 } from "./1764400000004-sweep-keys.ts";
import { KeepEntries1764800000004 } from "./1764800000004-keep-entries.ts";
import { SearchText1764900000140 } from "./1764900000140-search-text.ts";
import { KeepSearchText1764900000141 } from "./1764900000141-keep-search-text.ts";
import { ListEntries1764900000204 } from "./1764900000204-list-entries.ts";
import { SaveViews1765000000004 } from "./1765000000004-save-views.ts";
import { PlanForAnyParent1765100000004 } from "./1765100000004-plan-for-any-parent.ts";

export const directorySchema: SchemaMigrations = {
  name: "directory",
  migrations: [
    CreateDirectory1763700000004,
    Search1763800000140,
    KeepAnswers1763800000141,
    PlanForAnyTenant1764300000004,
    SweepKeys1764400000004,
    KeepEntries1764800000004,
    SearchText1764900000140,
    KeepSearchText1764900000141,
    ListEntries1764900000204,
    SaveViews1765000000004,
    PlanForAnyParent1765100000004,
  ],
};
