import type { Viewer } from "../../platform/auth/viewer.ts";
import { RuleBroken, type UserError } from "../../subgraphs/common/user-errors.ts";
import { AwaitsRecord } from "../../subgraphs/directory/commands/index.ts";
import type { ImportOptions } from "./import-rows.ts";

const ABOUT_WORKSPACES = ["workspaceId", "visibilityMode", "sharedWithWorkspaceIds"];

const hinted = (userError: UserError): UserError =>
  ABOUT_WORKSPACES.includes(userError.path[0] ?? "")
    ? { ...userError, message: `${userError.message} To import into a workspace, give its id with --workspace.` }
    : userError;

/** Names the option in refusals of an import that acts in no workspace. */
export const withWorkspaceHint =
  <Input>({ workspaceId }: Viewer, take: ImportOptions<Input>["take"]): ImportOptions<Input>["take"] =>
  async (manager, input) => {
    try {
      return await take(manager, input);
    } catch (error) {
      if (workspaceId !== null || error instanceof AwaitsRecord || !(error instanceof RuleBroken)) throw error;
      throw new RuleBroken(...error.userErrors.map(hinted));
    }
  };
