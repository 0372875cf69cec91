import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { invalid } from "../../../platform/check.ts";
import { RuleBroken } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Idempotency } from "../entities.ts";

const hashOf = (input: object): string => createHash("sha256").update(JSON.stringify(input)).digest("hex");

/**
 * Creates once per key: the same key and input give the id of the first time, another input under the key is refused. A second
 * request that comes while the first is under way waits for it, for the key is taken in the same transaction.
 */
export const once = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  { key, input }: { readonly key: string; readonly input: object },
  create: () => Promise<string>,
): Promise<string> => {
  const inputHash = hashOf(input);
  const taken: unknown[] = await manager.query(
    `insert into directory.idempotency (tenant_id, key, input_hash) values ($1, $2, $3)
     on conflict (tenant_id, key) do nothing returning key`,
    [tenantId, key, inputHash],
  );
  if (taken.length > 0) {
    const customerId = await create();
    await manager.update(Idempotency, { tenantId, key }, { customerId });
    return customerId;
  }
  const first = await manager.findOneByOrFail(Idempotency, { tenantId, key });
  if (first.inputHash === inputHash && first.customerId !== null) return first.customerId;
  throw new RuleBroken(
    invalid(["idempotencyKey"], key, "It was used with another input. Give a new key for a new customer."),
  );
};
