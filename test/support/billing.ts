import { randomUUID } from "node:crypto";
import { afterAll } from "@jest/globals";
import { parse, validate } from "graphql";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { billingSchema } from "../../examples/billing/migrations/index.ts";
import { composeSix } from "../../examples/billing/run/composition.ts";
import { localSix } from "../../examples/billing/run/local-graph.ts";
import { billing } from "../../examples/billing/server.ts";
import type { GatewayContext } from "../../gateway/request/context.ts";
import { createGateway, type Gateway } from "../../gateway/request/graph-gateway.ts";
import type { Transport } from "../../gateway/transport/transport.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { migrate } from "../../platform/database/migrations/migrate.ts";
import { openDatabase } from "../../platform/database/open.ts";
import { type Answer, testDatabase } from "./graph.ts";

await migrate(testDatabase.adminUrl, [billingSchema]);

/** This test file's database, including the tables of billing. */
export const database = await openDatabase({
  url: testDatabase.appUrl,
  entities: [...new Set([...subgraphs, billing].flatMap(({ entities }) => entities))],
});

/** The supergraph of the five subgraphs and billing, composed once for the whole file. */
export const six = composeSix();

const statementsOf = new WeakMap<GatewayContext, Answer["statements"][number][]>();

const local = localSix({
  database,
  observe: (context, subgraph, statement) => {
    if (!statement.writes) statementsOf.get(context)?.push({ ...statement, subgraph });
  },
});

const open: Gateway[] = [];

/**
 * Returns a function that queries the graph of all six subgraphs as a viewer. Throws if the
 * document is invalid.
 */
export const graphOfSix = async (instead: Readonly<Record<string, Transport>> = {}) => {
  const gateway = await createGateway({
    supergraphSdl: six.supergraphSdl,
    transports: (name) => instead[name] ?? local(name),
  });
  open.push(gateway);
  let apiSchema: Parameters<typeof validate>[0] | undefined;
  gateway.onSchemaLoadOrUpdate((loaded) => {
    apiSchema = loaded.apiSchema;
  });
  await gateway.load({ apollo: {} as never });

  return async (viewer: Viewer, text: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    const document = parse(text);
    const [mistake] = apiSchema ? validate(apiSchema, document) : [];
    if (mistake) throw mistake;
    const context: GatewayContext = { viewer, authorization: undefined, requestId: randomUUID() };
    const statements: Answer["statements"][number][] = [];
    statementsOf.set(context, statements);
    const { data, errors = [] } = await gateway.execute({ document, variables, context });
    return { data, errors, statements };
  };
};

/** Creates a warehouse that is newer than the existing ones; returns its id. */
export const warehouse = async ({ tenantId }: Viewer, code = "HAM"): Promise<string> => {
  const id = randomUUID();
  await database.session(tenantId).write((manager) =>
    manager.query(
      `insert into billing.warehouse (tenant_id, id, code, name, created_at)
        select $1, $2, $3, 'Speicher', timestamptz '2026-01-01Z' + count(*) * interval '1 day' from billing.warehouse`,
      [tenantId, id, code],
    ),
  );
  return id;
};

/**
 * Gives each customer three invoices (the first one paid), a subscription, a contract and a
 * warehouse assignment. Customers are assigned in the order given.
 */
export const bill = ({ tenantId }: Viewer, customerIds: readonly string[], warehouseId: string): Promise<void> =>
  database.session(tenantId).write((manager) =>
    manager.query(
      `with c as (
        select id, n from unnest($2::uuid[]) with ordinality t (id, n)
      ), invoice as (
        insert into billing.invoice (tenant_id, id, customer_id, number, issued_at, total, currency_code)
        select $1, gen_random_uuid(), c.id, c.id || '/' || i, timestamptz '2026-03-01 09:30Z' + i * interval '1 day', i * 100, 'EUR'
        from c, generate_series(1, 3) i
        returning id, customer_id, number
      ), payment as (
        insert into billing.payment (tenant_id, id, customer_id, invoice_id, received_at, amount, currency_code, method)
        select $1, gen_random_uuid(), customer_id, id, '2026-04-01', 100, 'EUR', 'TRANSFER' from invoice where number like '%/1'
      ), subscription as (
        insert into billing.subscription (tenant_id, id, customer_id, plan, started_at, price, currency_code, interval)
        select $1, gen_random_uuid(), c.id, 'Tea', '2026-01-01', 20, 'EUR', 'MONTH' from c
      ), contract as (
        insert into billing.contract (tenant_id, id, customer_id, title, signed_at)
        select $1, gen_random_uuid(), c.id, 'Frame', '2025-12-01' from c
      )
      insert into billing.warehouse_customer (tenant_id, customer_id, warehouse_id, assigned_at)
      select $1, c.id, $3, timestamptz '2026-01-01Z' + c.n * interval '1 minute' from c`,
      [tenantId, customerIds, warehouseId],
    ),
  );

afterAll(async () => {
  for (const gateway of open) await gateway.stop?.();
  await database.close();
});
