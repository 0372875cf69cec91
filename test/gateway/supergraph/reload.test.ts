import { printSchema } from "graphql";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import { asJson, createTestGateway, parsed, requestOf, subgraphTransport } from "../../support/engine/gateway.ts";
import { SUBGRAPHS, supergraphSdl } from "../../support/engine/graph.ts";

/** The graph without one of its subgraphs. */
const without = (gone: string) =>
  composeSupergraph(
    SUBGRAPHS.filter(({ name }) => name !== gone).map(({ name, sdl }) => ({
      name,
      sdl,
      url: `http://${name}.invalid/graphql`,
    })),
  ).supergraphSdl;

const document = parsed("{ products { name isHeavy } }");

describe("replaceSupergraph", () => {
  it("answers from the new supergraph, and gives Apollo Server its schema", async () => {
    const gateway = await createTestGateway({ supergraphSdl: without("shipping") });
    const schemas: string[] = [];
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => schemas.push(printSchema(apiSchema)));
    await gateway.load({ apollo: {} });

    await gateway.replaceSupergraph(supergraphSdl);

    const { data } = asJson(await gateway.execute({ document, context: requestOf() }));
    expect(data.products[0]).toEqual({ name: "Product 0", isHeavy: false });
    expect(schemas.map((each) => each.includes("isHeavy"))).toEqual([false, true]);
  });

  it.each([
    ["no text", ""],
    ["no GraphQL", "type Query {"],
    ["a schema, but no supergraph", "type Query { a: Int }"],
  ])("refuses %s with a reason, and keeps the old one", async (_, sdl) => {
    const gateway = await createTestGateway();

    await expect(gateway.replaceSupergraph(sdl)).rejects.toThrow(/\w+/);

    const { data } = asJson(await gateway.execute({ document, context: requestOf() }));
    expect(data.products[0].isHeavy).toBe(false);
  });

  it("plans the most used operations before it switches to the new supergraph", async () => {
    const gateway = await createTestGateway();
    await gateway.execute({ document, context: requestOf() });

    await gateway.replaceSupergraph(`${supergraphSdl}\n# again`);
    const { compiled } = gateway.statistics();
    await gateway.execute({ document, context: requestOf() });

    expect(compiled.count).toBe(1);
    expect(gateway.statistics().compiled.count).toBe(1);
  });

  it("drops no request, and closes a subgraph's transport once it is unused", async () => {
    const closed: string[] = [];
    const gateway = await createTestGateway({
      transports: (name) => {
        const transport = subgraphTransport(name);
        return {
          prepare: (operation) => {
            const send = transport.prepare(operation);
            return async (variables, context) => {
              await new Promise((resolve) => setTimeout(resolve, 20));
              if (closed.includes(name)) throw new Error(`${name} was closed while a request was on its way`);
              return send(variables, context);
            };
          },
          close: async () => void closed.push(name),
        };
      },
    });
    const before = Array.from({ length: 20 }, () => gateway.execute({ document, context: requestOf() }));

    await gateway.replaceSupergraph(without("shipping"));

    const answers = asJson(await Promise.all(before)) as unknown as {
      data: { products: object[] };
      errors?: unknown;
    }[];
    expect(answers.every(({ data, errors }) => data.products.length === 5 && !errors)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(closed).toEqual(["shipping"]);
  });
});
