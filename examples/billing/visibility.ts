/**
 * The condition under which a customer exists for a viewer: not deleted, and visible. Every statement that reaches
 * customers from billing's own rows needs it, so that pages are full and counts are right.
 */
export const existsFor = (alias: string, workspaces: string): string =>
  `${alias}.deleted_at is null and identity.visible(
    ${alias}.visibility_mode, ${alias}.workspace_id, ${alias}.shared_with_workspace_ids, ${workspaces}::uuid[])`;
