import { ofAnyLength, prepared } from "../../../platform/database/session/statement.ts";
import { VISIBLE_CUSTOMERS } from "../../common/visibility.ts";
import type { Children } from "../../identity/commands/index.ts";
import type { Customer } from "../../identity/entities.ts";
import { visibleTo } from "../../identity/visibility.ts";

/** What decides which acts on a customer its state allows. */
export interface Standing extends Children, Pick<Customer, "id" | "status" | "visibilityMode" | "workspaceId"> {
  readonly isDeleted: boolean;
  readonly hasParent: boolean;
  /** `null` without a parent. */
  readonly parentIsLive: boolean | null;
  readonly parentIsSeen: boolean | null;
}

/** Customers that exist for the viewer, with the parameters of `visibilityParameters`. */
export const standings = prepared<Standing>(
  "directory_standings",
  `
    with below as materialized (
      select k.parent_id as id, count(*)::integer as children,
        count(*) filter (where ${visibleTo("k", "$3")})::integer as seen
      from identity.customer k
      where k.tenant_id = $1 and k.parent_id = any (${ofAnyLength("$2::uuid[]")}) and k.deleted_at is null
      group by k.parent_id
    )
    select c.id, c.status, c.visibility_mode as "visibilityMode", c.workspace_id as "workspaceId",
      c.deleted_at is not null as "isDeleted", p.id is not null as "hasParent",
      p.deleted_at is null as "parentIsLive", ${visibleTo("p", "$3")} as "parentIsSeen",
      coalesce(below.children, 0) as children, coalesce(below.seen, 0) as seen
    from ${VISIBLE_CUSTOMERS} v
      join identity.customer c on c.tenant_id = $1 and c.id = v.id
      left join identity.customer p on p.tenant_id = $1 and p.id = c.parent_id
      left join below on below.id = c.id`,
);
