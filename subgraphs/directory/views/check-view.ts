import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkText, invalid, notFound, required, tooMany } from "../../common/check.ts";
import { checkObject } from "../../common/check-object.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { CustomerView, ViewSharing } from "../entities.ts";
import { conditionFaults, scopesOf } from "../list/check-condition.ts";
import { demandOrderScopes, orderFaults } from "../list/check-order.ts";
import { faultErrors } from "../list/fault.ts";
import type { CustomerCondition, CustomerOrder } from "../schema.generated.ts";

/** What clients say of a view. */
export interface ViewFields {
  readonly name?: string | null;
  readonly where?: CustomerCondition | null;
  readonly includeInactive?: boolean | null;
  readonly order?: readonly CustomerOrder[] | null;
  readonly columns?: readonly string[] | null;
  readonly sharing?: ViewSharing | null;
  readonly workspaceId?: string | null;
}

const MOST_COLUMNS = 50;
/** Room for the most conditions with the most values. */
const MOST_CHARACTERS = 250_000;

const PATH = /^[_a-z]\w*(\.[_a-z]\w*)*$/i;

const checkColumn = (column: string, path: readonly string[]): UserError[] => {
  const tooLong = checkText(column, path, 256);
  if (tooLong.length > 0 || PATH.test(column)) return tooLong;
  return [
    invalid(path, column, "Give the name of a field, or names with dots between them: relationship.funnelStage."),
  ];
};

const checkColumns = (columns: readonly string[]): UserError[] =>
  columns.length > MOST_COLUMNS
    ? [tooMany(["columns"], columns.length, MOST_COLUMNS)]
    : columns.flatMap((column, index) => checkColumn(column, ["columns", String(index)]));

const checkWhere = (where: CustomerCondition): UserError[] => {
  const unstorable = checkObject(where, ["where"], MOST_CHARACTERS);
  return unstorable.length > 0 ? unstorable : faultErrors(conditionFaults(where, "where"));
};

/** Refuses what the viewer may not ask for, or share. */
export const demandViewScopes = (viewer: Viewer, { where, order, sharing }: ViewFields): void => {
  for (const scope of scopesOf(where)) demandScope(viewer, "input.where", scope);
  if (order) demandOrderScopes(order, "input.order", viewer);
  if (sharing && sharing !== "ONLY_ME") demandScope(viewer, `input.sharing: ${sharing}`, "customers:write");
};

/** Everything wrong with a view that can be found without the stored one. */
export const checkView = ({ name, where, order, columns }: ViewFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...(where ? checkWhere(where) : []),
  ...faultErrors(orderFaults(order ?? [], "order")),
  ...checkColumns(columns ?? []),
];

type Sharing = Pick<CustomerView, "sharing" | "workspaceId">;

/** With whom a view is shared afterwards. */
export const sharingAfter = ({ sharing, workspaceId }: ViewFields, stored: Sharing): Sharing => {
  const after = sharing ?? stored.sharing;
  if (after !== "WORKSPACE") return { sharing: after, workspaceId: null };
  return {
    sharing: after,
    workspaceId: (workspaceId === undefined ? stored.workspaceId : workspaceId)?.toLowerCase() ?? null,
  };
};

/** Everything wrong with whom a view is shared with. Whoever shares it with a workspace is in it. */
export const checkSharing = (viewer: Viewer, input: ViewFields, stored: Sharing): UserError[] => {
  const { sharing, workspaceId } = sharingAfter(input, stored);
  const path = ["workspaceId"];
  if (sharing !== "WORKSPACE")
    return input.workspaceId == null
      ? []
      : [invalid(path, input.workspaceId, "Only a view with the sharing WORKSPACE is shared with one.")];
  if (workspaceId === null) return [required(path, "Give a workspace of yours.")];
  const isKept = workspaceId === stored.workspaceId;
  return isKept || viewer.workspaceIds.includes(workspaceId) ? [] : [notFound(path, workspaceId, "workspace of yours")];
};
