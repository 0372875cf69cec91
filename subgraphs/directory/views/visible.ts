/** The condition under which a viewer sees a saved view. `subject` and `workspaces` are the parameters with those of the viewer. */
export const viewVisibleTo = (alias: string, subject: string, workspaces: string): string =>
  `(${alias}.created_by = ${subject} or ${alias}.sharing = 'TENANT'
    or coalesce(${alias}.workspace_id = any (${workspaces}::uuid[]), false))`;
