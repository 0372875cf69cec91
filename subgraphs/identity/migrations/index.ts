import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateIdentity1763700000000 } from "./1763700000000-create-identity.ts";
import { CompleteIdentity1763800000000 } from "./1763800000000-complete-identity.ts";
import { IndexNames1763800000120 } from "./1763800000120-index-names.ts";
import { KnowMoreSources1763800000200 } from "./1763800000200-know-more-sources.ts";
import { LengthenNames1763800000300 } from "./1763800000300-lengthen-names.ts";
import { PublishSight1763800000310 } from "./1763800000310-publish-sight.ts";
import { PlanForAnyTenant1764300000000 } from "./1764300000000-plan-for-any-tenant.ts";
import { WalkByIndex1764400000100 } from "./1764400000100-walk-by-index.ts";
import { PublishVisibility1764500000000 } from "./1764500000000-publish-visibility.ts";
import { NameWorkspaces1764700000100 } from "./1764700000100-name-workspaces.ts";
import { LookUpByKey1764900000100 } from "./1764900000100-look-up-by-key.ts";
import { OrderNames1765000000100 } from "./1765000000100-order-names.ts";
import { StoreGuidsInOneCase1765100000100 } from "./1765100000100-store-guids-in-one-case.ts";
import { IdentifyParties1765200000100 } from "./1765200000100-identify-parties.ts";
import { KnowWorkspaceErp1765200000101 } from "./1765200000101-know-workspace-erp.ts";

export const identitySchema: SchemaMigrations = {
  name: "identity",
  migrations: [
    CreateIdentity1763700000000,
    CompleteIdentity1763800000000,
    IndexNames1763800000120,
    KnowMoreSources1763800000200,
    LengthenNames1763800000300,
    PublishSight1763800000310,
    PlanForAnyTenant1764300000000,
    WalkByIndex1764400000100,
    PublishVisibility1764500000000,
    NameWorkspaces1764700000100,
    LookUpByKey1764900000100,
    OrderNames1765000000100,
    StoreGuidsInOneCase1765100000100,
    IdentifyParties1765200000100,
    KnowWorkspaceErp1765200000101,
  ],
};
