import type { Family } from "../family.ts";
import { commercialRows } from "./commercial.ts";
import { contactsRows } from "./contacts.ts";
import { directoryRows } from "./directory.ts";
import { financeRows } from "./finance.ts";
import { identityRows } from "./identity.ts";
import type { Rows } from "./row.ts";
import { tenantRows } from "./tenant.ts";

/** All rows of a family, referenced rows first: at least one per table, and every column filled somewhere. */
export const rowsOf = (family: Family): Rows => ({
  ...identityRows(family),
  ...(family.isWholeTenant ? tenantRows(family) : {}),
  ...commercialRows(family),
  ...financeRows(family),
  ...contactsRows(family),
  ...directoryRows(family),
});
