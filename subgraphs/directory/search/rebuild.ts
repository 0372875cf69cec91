import { setTimeout as sleep } from "node:timers/promises";
import { NOBODY } from "../../../platform/database/tenancy/nobody.ts";

/** Few enough that writers of one of them hardly wait. */
const AT_ONCE = 500;
/** For customers that other transactions were changing. */
const PAUSE_MS = 100;

type Query = <Row>(text: string, parameters?: unknown[]) => Promise<Row[]>;

interface Some {
  readonly tenantId: string;
  readonly ids: readonly string[];
}

interface Options {
  /** Only this tenant. */
  readonly tenant?: string | undefined;
  /** The tenant to begin with. */
  readonly from?: string | undefined;
  readonly report?: (done: number) => void;
}

const NEXT = `
  select tenant_id as "tenantId", array_agg(id order by id) as ids
  from (
    select tenant_id, id from identity.customer
    where (tenant_id, id) > ($1::uuid, $2::uuid) and ($3::uuid is null or tenant_id = $3)
    order by tenant_id, id limit ${AT_ONCE}) c
  group by tenant_id order by tenant_id`;

const rebuild = async (query: Query, tenantId: string, ids: readonly string[]): Promise<void> => {
  for (let left = ids; left.length > 0; ) {
    const [row] = await query<{ left: string[] }>("select directory.rebuild_search_text($1, $2::uuid[]) as left", [
      tenantId,
      left,
    ]);
    left = row?.left ?? [];
    if (left.length > 0) await sleep(PAUSE_MS);
  }
};

/**
 * Writes what customers are found by anew, of one tenant or of all, some customers a transaction, as the owner of the tables. The graph can serve
 * meanwhile. `report` is given the number of customers that are done.
 */
export const rebuildSearchText = async (
  query: Query,
  { tenant, from = NOBODY, report = () => undefined }: Options = {},
): Promise<void> => {
  let last: readonly [tenant: string, id: string] = [tenant ?? from, NOBODY];
  for (let done = 0; ; ) {
    const some: Some[] = await query<Some>(NEXT, [...last, tenant ?? null]);
    for (const { tenantId, ids } of some) {
      await rebuild(query, tenantId, ids);
      last = [tenantId, ids.at(-1) ?? NOBODY];
      done += ids.length;
    }
    if (some.length === 0) return;
    report(done);
  }
};
