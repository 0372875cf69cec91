import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { together } from "./batch/together.ts";

interface Wanted {
  readonly id: string;
  readonly viewer: Viewer;
}

const areVisible = async (manager: EntityManager, wanted: readonly Wanted[]): Promise<readonly boolean[]> => {
  const viewer = wanted[0]?.viewer;
  const seen: { id: string }[] = await manager.query(
    "select id from identity.visible_parties($1, $2::uuid[], $3::uuid[])",
    [viewer?.tenantId, wanted.map(({ id }) => id), viewer?.workspaceIds],
  );
  const ids = new Set(seen.map(({ id }) => id));
  return wanted.map(({ id }) => ids.has(id.toLowerCase()));
};

/** Whether a party exists for the viewer. Identity publishes the function. */
export const isVisibleParty = (manager: EntityManager, viewer: Viewer, id: string): Promise<boolean> =>
  together(manager, { id, viewer }, areVisible);
