import pg from "pg";
import type { MigrateConfig } from "../../platform/config/index.ts";
import { NOBODY } from "../../platform/database/tenancy/nobody.ts";
import { rebuildSearchText } from "../../subgraphs/directory/search/rebuild.ts";
import { createProgress } from "../import/progress.ts";
import { openTarget } from "../migrate/target.ts";
import { rebuildEntries } from "./rebuild.ts";

interface Options {
  readonly tenant?: string;
  readonly from?: string;
}

const COUNT =
  "select count(*)::integer as count from identity.customer where tenant_id >= $1 and ($2::uuid is null or tenant_id = $2)";

/** Does what the options of `npm run reindex` request. */
export const runReindex = async (config: MigrateConfig, { tenant, from }: Options): Promise<void> => {
  const { url, lifecycle } = await openTarget(config, "reindex");
  const client = new pg.Client({ connectionString: url, application_name: "customer-graph reindex" });
  await client.connect();
  await lifecycle.onEnd(() => client.end());
  const { rows } = await client.query<{ count: number }>(COUNT, [from ?? NOBODY, tenant ?? null]);
  const count = rows[0]?.count ?? 0;
  const progress = createProgress(2 * count);
  const began = performance.now();
  let done = 0;
  for await (const { customers } of rebuildEntries(client, { tenant, from })) {
    done += customers;
    progress.at(done);
  }
  await rebuildSearchText(async (text, parameters) => (await client.query(text, parameters)).rows, {
    tenant,
    from,
    report: (texts) => progress.at(done + texts),
  });
  progress.stop();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${count} customers reindexed in ${seconds} s\n`);
  await lifecycle.end();
  process.exitCode = 0;
};
