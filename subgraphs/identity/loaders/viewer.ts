import { prepared, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { oneByKey } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Workspace } from "../entities.ts";

/** The tenant of the viewer, which exists even if nothing is stored of it. */
export interface TenantRow {
  readonly id: string;
  readonly name: string | null;
  readonly defaultCurrency: string;
  readonly locale: string | null;
}

/** A workspace by its id alone: its name is read when somebody asks for it. */
export type WorkspaceKey = Pick<Workspace, "id">;

const tenantById = prepared<TenantRow>(
  "identity_tenant_by_id",
  `
    select i.id, t.name, identity.currency_of(i.id) as "defaultCurrency", t.locale
    from (select $1::uuid as id) i left join identity.tenant t on t.tenant_id = $1`,
);

const workspacesByIds = statementOf(
  "identity_workspaces_by_ids",
  Workspace,
  ({ table, columns }) => `
    select ${columns("w")} from ${rowsWithIds(table, "w")}`,
);

/** What the viewer's token names by id, and what is stored of it. */
export const createViewerLoaders = ({ db, viewer: { tenantId } }: RequestScope) => ({
  tenantById: oneByKey(
    () => db.read(tenantById, [tenantId]),
    ({ id }) => id,
  ),
  workspaceById: oneByKey(
    (ids) => db.read(workspacesByIds, [tenantId, ids]),
    ({ id }) => id,
  ),
});
