import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { TRAFFIC_LIMITS } from "../../../../platform/config/traffic.ts";
import { createCors } from "../../../../platform/http/cors.ts";
import { createApollo } from "../../../../platform/http/graphql/apollo.ts";
import { createGraphqlHandler, type Incoming } from "../../../../platform/http/graphql/handler.ts";
import { listen } from "../../../../platform/http/server.ts";
import { createLog } from "../../../../platform/observability/log.ts";
import { createMetrics } from "../../../../platform/observability/metrics.ts";
import { createReadBudgets } from "../../../../platform/process/requests/read-budgets.ts";

const log = createLog({ name: "test", level: "silent" });

/** A server whose only field uses up most of the process's read budget. */
const start = async () => {
  const budgetOf = createReadBudgets({ maxRead: 1_000, maxReadTotal: 1_000 });
  const read = {
    type: GraphQLString,
    resolve: (_: unknown, __: object, { signal }: Incoming) => {
      budgetOf(signal).take(900);
      return "read";
    },
  };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { read } }) });
  const metrics = createMetrics();
  const apollo = createApollo<Incoming>({ schema }, { log, metrics, production: true, introspection: false });
  await apollo.start();
  const context = async (incoming: Incoming) => incoming;
  const graphql = createGraphqlHandler({ apollo, cors: createCors([]), metrics, traffic: TRAFFIC_LIMITS, context });
  const text = () => metrics.registry.metrics();
  const server = await listen({ port: 0, local: true, log, metrics: { guard: () => false, text } });
  server.open({ "/graphql": graphql }, async () => undefined);
  return server;
};

describe("The read budget of a request", () => {
  it("is released once it is answered", async () => {
    const server = await start();
    const ask = async (): Promise<unknown> => {
      const answer = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ read }" }),
      });
      return answer.json();
    };

    const answers: unknown[] = [];
    for (let n = 0; n < 20; n++) answers.push(await ask());

    expect(answers).toEqual(Array(20).fill({ data: { read: "read" } }));
    await server.drain(0);
  });
});
