import { APP_ROLE } from "../tenancy/role.ts";
import { appliedIn, historyOf, nameOf, type Queryable, type SchemaMigrations } from "./history.ts";
import { reading } from "./reading.ts";

/** How a database compares with the migrations that this version knows. */
export interface SchemaState {
  /** What this version needs and the database lacks, oldest first. */
  readonly missing: readonly string[];
  /** What a newer version has run. */
  readonly unknown: readonly string[];
}

const compared = async (db: Queryable, schemas: readonly SchemaMigrations[]): Promise<SchemaState> => {
  const applied = await appliedIn(db, schemas);
  const known = historyOf(schemas).map(nameOf);
  return {
    missing: known.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !known.includes(name)),
  };
};

/** Compares as the owner of the schemas. Changes nothing. */
export const schemaState = (url: string, schemas: readonly SchemaMigrations[]): Promise<SchemaState> =>
  reading(url, undefined, (db) => compared(db, schemas));

/** Compares with only the application's rights, or reports that the URL's user may not act as the application. */
export const schemaStateAsApp = async (
  url: string,
  schemas: readonly SchemaMigrations[],
): Promise<SchemaState | "no membership"> => {
  const [role] = await reading(url, undefined, (db) =>
    db.query<{ may: boolean }>("select pg_has_role(oid, 'set') as may from pg_roles where rolname = $1", [APP_ROLE]),
  );
  if (!role) return { missing: historyOf(schemas).map(nameOf), unknown: [] };
  if (!role.may) return "no membership";
  return reading(url, APP_ROLE, (db) => compared(db, schemas));
};
