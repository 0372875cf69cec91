import { joinWithId, prepared } from "../../../platform/database/session/statement.ts";
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
    select c.id, c.status, c.visibility_mode as "visibilityMode", c.workspace_id as "workspaceId",
      c.deleted_at is not null as "isDeleted", p.id is not null as "hasParent",
      p.deleted_at is null as "parentIsLive", ${visibleTo("p", "$3")} as "parentIsSeen",
      below.children, below.seen
    from ${VISIBLE_CUSTOMERS} v ${joinWithId("identity.customer", "c", "v.id")}
      left join lateral (
        select * from identity.customer p where p.tenant_id = $1 and p.id = c.parent_id offset 0) p on true
      cross join lateral (
        select count(*)::integer as children, count(*) filter (where ${visibleTo("k", "$3")})::integer as seen
        from identity.customer k where k.tenant_id = $1 and k.parent_id = c.id and k.deleted_at is null
      ) below`,
);
