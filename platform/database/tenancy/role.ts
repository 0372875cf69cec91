import { Explained } from "../../process/explained.ts";

/** The role the application acts as: it owns nothing, and row-level security holds for it. */
export const APP_ROLE = "customer_graph_app";

const MAY_NOT = "42501";

/** Whether the role is there, and whether the migrating user may act as it. Superusers may act as anybody. */
const STATE = `
  select exists (select from pg_roles where rolname = '${APP_ROLE}') as there,
    exists (select from pg_roles where rolname = '${APP_ROLE}' and pg_has_role(oid, 'set')) as mine`;

/** Two that create it at once, in two databases of one cluster, both find it there. */
const CREATE = `
  do $$ begin
    create role ${APP_ROLE} nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`;

/** Makes sure that the role is there, and that the migrating user may act as it if it may say so. */
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
    // Only who serves needs it, and that is another user then.
    if (error.code !== MAY_NOT) throw error;
  });
};
