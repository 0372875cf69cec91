import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { NOBODY } from "../../platform/database/tenancy/nobody.ts";

/** A batch that was rebuilt: the key of its last customer, and how many it had. */
interface Rebuilt {
  readonly tenant: string;
  readonly id: string;
  readonly customers: number;
}

const AT_ONCE = 1_000;
const DEADLOCK = "40P01";
const PAUSE_MS = 200;

/** A batch in a transaction of its own. Commands that change the same customers in another order may get in its way. */
const rebuildBatch = async (
  client: pg.Client,
  only: string | undefined,
  after: readonly [string, string],
): Promise<Rebuilt | undefined> => {
  for (;;) {
    try {
      const { rows } = await client.query<Rebuilt>("select * from directory.rebuild_entries($1, $2, $3, $4)", [
        only ?? null,
        ...after,
        AT_ONCE,
      ]);
      return rows[0];
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK) throw error;
    }
    await sleep(PAUSE_MS);
  }
};

/** Rebuilds the entries of one tenant, or of all from one on, in the order of their tenants and ids. */
export const rebuildEntries = async function* (
  client: pg.Client,
  { tenant, from = NOBODY }: { readonly tenant?: string; readonly from?: string },
): AsyncGenerator<Rebuilt> {
  for (let key: readonly [string, string] = [tenant ?? from, NOBODY]; ; ) {
    const done = await rebuildBatch(client, tenant, key);
    if (!done) return;
    yield done;
    key = [done.tenant, done.id];
  }
};
