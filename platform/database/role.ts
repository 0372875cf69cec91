import type { Client } from "pg";

/** The role the application acts as: it owns nothing, and row-level security holds for it. */
export const APP_ROLE = "customer_graph_app";

/** Makes sure that the role is there and that the migrating user may act as it. */
export const ensureAppRole = async (client: Client): Promise<void> => {
  await client.query(`
    do $$
    begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin;
      end if;
      if not pg_has_role(current_user, '${APP_ROLE}', 'set') then
        grant ${APP_ROLE} to current_user;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
};
