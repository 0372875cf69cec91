import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../../shared/check.ts";
import { RuleBroken } from "../../shared/user-errors.ts";
import { Idempotency } from "../entities.ts";

/** Another viewer, or the same one in another workspace, would write and see something else: for them it is another request. */
const hashOf = ({ subject, workspaceId }: Viewer, input: object): string =>
  createHash("sha256")
    .update(JSON.stringify([subject, workspaceId, input]))
    .digest("hex");

/**
 * Does a work once per key: the same key and input give the answer of the first time, another input under the key is refused. A second
 * request that comes while the first is under way waits for it, for the key is taken in the same transaction. The answer must be what
 * JSON can hold.
 */
export const once = async <Answer>(
  manager: EntityManager,
  viewer: Viewer,
  { key, input }: { readonly key: string; readonly input: object },
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const { tenantId } = viewer;
  const inputHash = hashOf(viewer, input);
  const taken: unknown[] = await manager.query(
    `insert into directory.idempotency (tenant_id, key, input_hash) values ($1, $2, $3)
     on conflict (tenant_id, key) do nothing returning key`,
    [tenantId, key, inputHash],
  );
  if (taken.length > 0) {
    const answer = await work();
    await manager.query("update directory.idempotency set answer = $3 where tenant_id = $1 and key = $2", [
      tenantId,
      key,
      JSON.stringify(answer),
    ]);
    return answer;
  }
  const first = await manager.findOneByOrFail(Idempotency, { tenantId, key });
  if (first.inputHash === inputHash) return first.answer as Answer;
  throw new RuleBroken(
    invalid(["idempotencyKey"], key, "It was used with another input. Give a new key for a new one."),
  );
};
