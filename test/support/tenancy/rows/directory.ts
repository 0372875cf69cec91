import { authorOf, type Family } from "../family.ts";
import { MOMENT, type Rows } from "./row.ts";

export const directoryRows = (family: Family): Rows => ({
  "directory.customer_view": [
    {
      id: family.id("view"),
      name: family.text("view"),
      condition: { displayName: { contains: family.tag } },
      include_inactive: true,
      sort_order: [{ field: "NAME", direction: "DESC" }],
      columns: [`column${family.tag}`],
      sharing: "WORKSPACE",
      workspace_id: family.workspaceId,
      version: 3,
      created_at: MOMENT,
      updated_at: MOMENT,
      created_by: authorOf(family),
    },
  ],
});
