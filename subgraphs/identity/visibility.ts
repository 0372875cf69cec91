/** The condition under which a customer exists for a viewer. `workspaces` is the parameter with the viewer's workspaces. */
export const existsFor = (alias: string, workspaces: string): string =>
  `${alias}.deleted_at is null and identity.visible(
    ${alias}.visibility_mode, ${alias}.workspace_id, ${alias}.shared_with_workspace_ids, ${workspaces}::uuid[])`;
