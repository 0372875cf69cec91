import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";

/** What a search looks in, the most telling first, with the scope that is needed to read it. */
const FIELDS = {
  DISPLAY_NAME: "customers:read",
  LEGAL_NAME: "customers:read",
  SORT_NAME: "customers:read",
  PARTY_NAME: "customers:read",
  CODE: "customers:read",
  ACCOUNT_NUMBER: "customers:read",
  EXTERNAL_ID: "customers:read",
  TAX_NUMBER: "finance:read",
  EMAIL: "contacts:read",
  CONTACT_NAME: "contacts:read",
  CONTACT_EMAIL: "contacts:read",
  PHONE: "contacts:read",
  CONTACT_PHONE: "contacts:read",
  FAX: "contacts:read",
  WEBSITE: "customers:read",
  CITY: "contacts:read",
  POSTAL_CODE: "contacts:read",
} as const satisfies Readonly<Record<string, Scope>>;

export type SearchField = keyof typeof FIELDS;

/** The fields that a viewer may read, and so may find by. */
export const readableFields = ({ scopes }: Viewer): readonly SearchField[] =>
  (Object.entries(FIELDS) as [SearchField, Scope][]).filter(([, scope]) => scopes.has(scope)).map(([field]) => field);
