import type { SchemaMigrations } from "../../../platform/database/migrations/history.ts";
import { CreateContacts1763700000003 } from "./1763700000003-create-contacts.ts";
import { CompleteContacts1763800000003 } from "./1763800000003-complete-contacts.ts";
import { IndexEmails1763800000130 } from "./1763800000130-index-emails.ts";
import { LengthenTexts1763800000303 } from "./1763800000303-lengthen-texts.ts";
import { PlanForAnyTenant1764300000003 } from "./1764300000003-plan-for-any-tenant.ts";

export const contactsSchema: SchemaMigrations = {
  name: "contacts",
  migrations: [
    CreateContacts1763700000003,
    CompleteContacts1763800000003,
    IndexEmails1763800000130,
    LengthenTexts1763800000303,
    PlanForAnyTenant1764300000003,
  ],
};
