import type { EntityManager } from "typeorm";

/** A key in the table of keys, which belongs to directory and serves all subgraphs. */
export interface StoredKey {
  readonly tenantId: string;
  readonly key: string;
}

interface First<Answer> {
  readonly inputHash: string;
  readonly answer: Answer;
}

/** From then on a key counts as never used, whether its row still exists or not. */
const EXPIRED = "created_at <= now() - interval '7 days'";

/**
 * How many expired keys a writer removes: more than the one it adds, so that they decrease, and few enough to cost
 * little.
 */
const SWEPT_AT_ONCE = 20;

/**
 * Takes a free or expired key, and returns whether it could. If another transaction has just taken it, this one waits
 * for its end. A key that could not be taken is locked until the end of the transaction.
 */
export const takeKey = async (
  manager: EntityManager,
  { tenantId, key }: StoredKey,
  inputHash: string,
): Promise<boolean> => {
  const taken: unknown[] = await manager.query(
    `insert into directory.idempotency as i (tenant_id, key, input_hash) values ($1, $2, $3)
     on conflict (tenant_id, key) do update
       set input_hash = excluded.input_hash, answer = null, created_at = excluded.created_at
       where i.tenant_id = $1 and i.${EXPIRED}
     returning i.key`,
    [tenantId, key, inputHash],
  );
  return taken.length > 0;
};

/** The request that took the key first, and its result. */
export const firstUse = async <Answer>(
  manager: EntityManager,
  { tenantId, key }: StoredKey,
): Promise<First<Answer>> => {
  const [first]: First<Answer>[] = await manager.query(
    `select input_hash as "inputHash", answer from directory.idempotency where tenant_id = $1 and key = $2`,
    [tenantId, key],
  );
  if (!first) throw new Error("a key that cannot be taken is there, and locked");
  return first;
};

/** Stores the result for repeated requests. */
export const keepAnswer = (manager: EntityManager, { tenantId, key }: StoredKey, answer: unknown): Promise<unknown> =>
  manager.query("update directory.idempotency set answer = $3 where tenant_id = $1 and key = $2", [
    tenantId,
    key,
    JSON.stringify(answer),
  ]);

/** Removes the oldest expired keys of the tenant, skipping locked ones: so nobody waits. */
export const sweepKeys = (manager: EntityManager, tenantId: string): Promise<unknown> =>
  manager.query(
    `delete from directory.idempotency where tenant_id = $1 and key = any (array(
       select key from directory.idempotency where tenant_id = $1 and ${EXPIRED}
       order by created_at limit ${SWEPT_AT_ONCE} for update skip locked))`,
    [tenantId],
  );
