import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkId, checkText } from "../../common/check.ts";
import { refuseIfAny } from "../../common/user-errors.ts";
import { Workspace } from "../entities.ts";

interface WorkspaceName {
  readonly id: string;
  readonly name: string;
}

/** Names a workspace of the viewer's tenant. Its id comes from tokens: nothing here knows which ids there are. */
export const nameWorkspace = async (manager: EntityManager, { tenantId }: Viewer, { id, name }: WorkspaceName) => {
  refuseIfAny([...checkId(id, ["id"], "workspace"), ...checkText(name, ["name"], 256)]);
  const workspace = { tenantId, id: id.toLowerCase(), name };
  await manager.upsert(Workspace, workspace, ["tenantId", "id"]);
  return { workspace };
};
