import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { checkId, invalid, notFound, required, tooMany } from "../../common/check.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import type { Customer, VisibilityMode } from "../entities.ts";
import { changeStored, writeColumns } from "./stored-customer.ts";

/** Who may see a customer. */
export interface SharingInput {
  readonly visibilityMode?: VisibilityMode | null;
  /** The workspace it belongs to: one of the viewer's. A new customer defaults to the one the viewer acts in. */
  readonly workspaceId?: string | null;
  readonly sharedWithWorkspaceIds?: readonly string[] | null;
}

type Sharing = Pick<Customer, "visibilityMode" | "workspaceId" | "sharedWithWorkspaceIds">;

const MOST_WORKSPACES = 100;

const inOrder = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))].sort();

const isOwn = ({ workspaceIds }: Viewer, id: string): boolean => workspaceIds.includes(id.toLowerCase());

const notOwn = (id: string): UserError => notFound(["workspaceId"], id, "workspace of yours");

const checkShared = ({ sharedWithWorkspaceIds }: SharingInput): UserError[] => {
  const ids = sharedWithWorkspaceIds ?? [];
  if (ids.length > MOST_WORKSPACES) return [tooMany(["sharedWithWorkspaceIds"], ids.length, MOST_WORKSPACES)];
  return ids.flatMap((id, index) => checkId(id, ["sharedWithWorkspaceIds", String(index)], "workspace"));
};

/** Everything wrong with a customer's visibility, given its resulting state. */
const checkResult = (
  { visibilityMode, workspaceId }: Sharing,
  { sharedWithWorkspaceIds }: SharingInput,
): UserError[] => [
  ...(visibilityMode !== "GLOBAL" && workspaceId === null
    ? [invalid(["visibilityMode"], visibilityMode, "You act in no workspace, so give GLOBAL.", { allowed: ["GLOBAL"] })]
    : []),
  ...(sharedWithWorkspaceIds?.length && visibilityMode !== "SHARED"
    ? [
        invalid(
          ["sharedWithWorkspaceIds"],
          sharedWithWorkspaceIds.join(),
          "Only a SHARED customer is shared with workspaces.",
        ),
      ]
    : []),
];

/**
 * The visibility of a new customer: by default, the workspace that the viewer acts in, or everyone if there is none.
 */
export const initialSharing = (viewer: Viewer, input: SharingInput): Sharing => {
  const workspaceId = (input.workspaceId === undefined ? viewer.workspaceId : input.workspaceId)?.toLowerCase() ?? null;
  return {
    workspaceId,
    visibilityMode: input.visibilityMode ?? (workspaceId === null ? "GLOBAL" : "WORKSPACE_LOCAL"),
    sharedWithWorkspaceIds: inOrder(input.sharedWithWorkspaceIds ?? []),
  };
};

/** Everything wrong with the visibility of a new customer. */
export const checkSharing = (viewer: Viewer, input: SharingInput): UserError[] => [
  ...(input.workspaceId == null || isOwn(viewer, input.workspaceId) ? [] : [notOwn(input.workspaceId)]),
  ...checkShared(input),
  ...checkResult(initialSharing(viewer, input), input),
];

/** Everything wrong with a customer's visibility that can be found without knowing the current one. */
export const checkNewSharing = (input: SharingInput): UserError[] => [
  ...(input.visibilityMode === null
    ? [required(["visibilityMode"], "It cannot be cleared. Leave it out to keep it.")]
    : []),
  ...checkId(input.workspaceId, ["workspaceId"], "workspace of yours"),
  ...checkShared(input),
];

const afterwards = (viewer: Viewer, stored: Customer, input: SharingInput): Sharing => {
  const visibilityMode = input.visibilityMode ?? stored.visibilityMode;
  const workspaceId = input.workspaceId === undefined ? stored.workspaceId : (input.workspaceId?.toLowerCase() ?? null);
  const shared =
    input.sharedWithWorkspaceIds === undefined ? stored.sharedWithWorkspaceIds : input.sharedWithWorkspaceIds;
  return {
    visibilityMode,
    workspaceId: workspaceId ?? (visibilityMode === "GLOBAL" ? null : viewer.workspaceId),
    sharedWithWorkspaceIds: visibilityMode === "SHARED" ? inOrder(shared ?? []) : [],
  };
};

const isSame = (a: Sharing, b: Sharing): boolean =>
  a.visibilityMode === b.visibilityMode &&
  a.workspaceId === b.workspaceId &&
  a.sharedWithWorkspaceIds.join() === inOrder(b.sharedWithWorkspaceIds).join();

/** Ensures that the viewer is in the workspace that a customer belongs to. */
export const demandMember = (
  viewer: Viewer,
  { workspaceId, visibilityMode }: Pick<Customer, "workspaceId" | "visibilityMode">,
): void => {
  if (workspaceId === null || isOwn(viewer, workspaceId)) return;
  throw new RuleBroken({
    code: "NOT_ALLOWED",
    path: ["visibilityMode"],
    message: "The customer belongs to a workspace that is not yours. Ask one of its members to share it.",
    params: { allowed: [visibilityMode] },
  });
};

/** The visibility columns, none if nothing changes. Only members of its workspace may change them. */
export const newSharing = (viewer: Viewer, stored: Customer, input: SharingInput): Partial<Customer> => {
  const sharing = afterwards(viewer, stored, input);
  refuseIfAny(checkResult(sharing, input));
  if (isSame(sharing, stored)) return {};
  demandMember(viewer, stored);
  if (sharing.workspaceId !== null && !isOwn(viewer, sharing.workspaceId)) {
    throw new RuleBroken(notOwn(sharing.workspaceId));
  }
  return sharing;
};

/** Sets who may see a customer. */
export const share = (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerChange & SharingInput,
): Promise<string> => {
  refuseIfAny(checkNewSharing(input));
  return changeStored(manager, viewer, input, (savepoint, stored) =>
    writeColumns(savepoint, stored, newSharing(viewer, stored, input)),
  );
};
