/** The condition under which a viewer may see a customer, deleted or not. `workspaces` is the parameter with the viewer's workspaces. */
export const visibleTo = (alias: string, workspaces: string): string =>
  `identity.visible(
    ${alias}.visibility_mode, ${alias}.workspace_id, ${alias}.shared_with_workspace_ids, ${workspaces}::uuid[])`;

/** The condition under which a customer exists for a viewer: seen, and not deleted. */
export const existsFor = (alias: string, workspaces: string): string =>
  `${alias}.deleted_at is null and ${visibleTo(alias, workspaces)}`;
