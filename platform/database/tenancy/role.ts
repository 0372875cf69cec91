import { Explained } from "../../process/explained.ts";

/** The application's role: it owns nothing, and row-level security applies to it. */
export const APP_ROLE = "customer_graph_app";

const MAY_NOT = "42501";

/** Whether the role exists, and whether the migrating user may act as it. Superusers may act as anybody. */
const STATE = `
  select exists (select from pg_roles where rolname = '${APP_ROLE}') as there,
    exists (select from pg_roles where rolname = '${APP_ROLE}' and pg_has_role(oid, 'set')) as mine`;

/** If two create it at once, in two databases of one cluster, both then find it. */
const CREATE = `
  do $$ begin
    create role ${APP_ROLE} nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`;

/** Ensures that the role exists, and that the migrating user may act as it, if it may grant that. */
export const ensureAppRole = async (db: { query(text: string): Promise<unknown> }): Promise<void> => {
  const state = async () => ((await db.query(STATE)) as [{ there: boolean; mine: boolean }])[0];
  if (!(await state()).there) {
    await db.query(CREATE).catch((error: { code?: unknown }) => {
      if (error.code !== MAY_NOT) throw error;
      throw new Explained(
        `There is no role ${APP_ROLE}, and this user may not create it. Ask someone who may to run "create role ${APP_ROLE} nologin", then migrate again.`,
      );
    });
  }
  if ((await state()).mine) return;
  await db.query(`grant ${APP_ROLE} to current_user`).catch((error: { code?: unknown }) => {
    // Only a serving process needs that, and then its user is a different one.
    if (error.code !== MAY_NOT) throw error;
  });
};
