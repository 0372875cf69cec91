/**
 * The condition under which a customer exists for a viewer: not deleted, and seen, as `identity.visible` decides. It belongs into
 * every statement that comes to customers from rows of billing's own, so that pages are full and counts are right.
 */
export const existsFor = (alias: string, workspaces: string): string =>
  `${alias}.deleted_at is null and identity.visible(
    ${alias}.visibility_mode, ${alias}.workspace_id, ${alias}.shared_with_workspace_ids, ${workspaces}::uuid[])`;
