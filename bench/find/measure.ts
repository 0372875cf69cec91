import pg from "pg";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { rowTypes } from "../../platform/database/connections/value-parsers.ts";
import type { Statement } from "../../platform/database/session/statement.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { customerGroups } from "../../subgraphs/directory/groups/customer-groups.ts";
import { readGrouping } from "../../subgraphs/directory/groups/request.ts";
import { countCustomers } from "../../subgraphs/directory/list/count.ts";
import { customersPage } from "../../subgraphs/directory/list/customers-page.ts";
import { readList } from "../../subgraphs/directory/list/request.ts";
import type { QueryCustomerGroupsArgs, QueryCustomersArgs } from "../../subgraphs/directory/schema.generated.ts";
import { customersFound } from "../../subgraphs/directory/search/customers-found.ts";
import { medianOf } from "../support/median.ts";

/** Milliseconds. */
const LONG = 1_000;

/** A connection as the application's role, on which the statements of lists are timed. */
export const openReader = async (url: string, viewer: Viewer) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set timezone to 'UTC'; set role customer_graph_app");
  await client.query("select set_config('app.tenant_id', $1, false)", [viewer.tenantId]);
  let spent = 0;
  const read = async ({ name, text }: Statement<object>, values: unknown[]) => {
    const began = performance.now();
    const { rows } = await client.query({ name, text: text(undefined as never), values, types: rowTypes });
    spent += performance.now() - began;
    return rows;
  };
  const scope = { viewer, db: { read } } as unknown as RequestScope;

  /** The median of three, in milliseconds of SQL, after one that is not counted; and the result. What takes long is not repeated. */
  const timed = async <Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> => {
    spent = 0;
    let result = await work();
    if (spent > LONG) return [spent, result];
    const times: number[] = [];
    while (times.length < 3) {
      spent = 0;
      result = await work();
      times.push(spent);
    }
    return [medianOf(times), result];
  };
  const list = (args: QueryCustomersArgs) => timed(() => customersPage(scope, readList(args, viewer)));
  const count = (args: QueryCustomersArgs) => {
    const { listed } = readList(args, viewer);
    return timed(() => countCustomers(scope, listed));
  };
  const page = (args: QueryCustomersArgs) => customersPage(scope, readList(args, viewer));
  const groups = (args: QueryCustomerGroupsArgs) => timed(() => customerGroups(scope, readGrouping(args, viewer)));
  const search = (text: string) =>
    timed(() => customersFound(scope, { text, includeInactive: false, keyset: { first: 50, after: null } }));
  return { list, count, page, groups, search, close: () => client.end() };
};
