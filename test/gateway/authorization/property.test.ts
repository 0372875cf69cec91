import { comparableByNulls } from "../../support/engine/compare.ts";
import { subgraphFault } from "../../support/engine/faults.ts";
import { asJson, createTestGateway, expected, requestOf, subgraphTransport } from "../../support/engine/gateway.ts";
import { checkOperations } from "../../support/engine/generated.ts";
import { coordinatesOf, mayFail, SUBGRAPHS, subgraphSchemas, supergraphSdl } from "../../support/engine/graph.ts";
import { askedCoordinates, protectedSupergraph } from "../../support/engine/protect.ts";
import { createStore } from "../../support/engine/store.ts";
import { runs } from "../../support/runs.ts";

const RUNS = runs(50);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const COORDINATES = SUBGRAPHS.flatMap(({ name }) => [...coordinatesOf(name)]).filter(mayFail);

/** A field of an interface object is a field of each implementing type. */
const withTypes = (coordinate: string): string[] =>
  coordinate.startsWith("Media.")
    ? ["Media", "Book", "Film"].map((type) => coordinate.replace("Media", type))
    : [coordinate];

const gatewayWithout = async (hidden: readonly string[]) => {
  const asked: string[] = [];
  const gateway = await createTestGateway({
    supergraphSdl: protectedSupergraph(supergraphSdl, new Set(hidden.flatMap(withTypes))),
    transports: (name) => {
      const transport = subgraphTransport(name);
      const schema = subgraphSchemas.get(name);
      if (!schema) throw new Error(`There is no subgraph ${name}.`);
      return {
        prepare: (operation) => {
          asked.push(...askedCoordinates(schema, operation.text));
          return transport.prepare(operation);
        },
      };
    },
  });
  return { gateway, asked };
};

describe("An operation on a graph that protects every third field", () => {
  it.each([0, 1, 2])(
    `is null where graphql-js is null when these fields refuse, and asks no subgraph for them (%s, seed ${SEED})`,
    async (offset) => {
      const hidden = COORDINATES.filter((_, index) => index % 3 === offset);
      const { gateway, asked } = await gatewayWithout(hidden);
      const fault = subgraphFault(new Set(hidden));

      await checkOperations({ seed: SEED, runs: RUNS }, async ({ text, document, variables }) => {
        const [store, otherStore] = [createStore(), createStore()];

        const answer = asJson(await gateway.execute({ document, variables, context: requestOf(store) }));

        const reference = comparableByNulls(expected(text, variables, requestOf(otherStore, fault)));
        expect({ text, variables, ...comparableByNulls(answer, reference.nulls), writes: store.writes }).toEqual({
          text,
          variables,
          ...reference,
          writes: otherStore.writes,
        });
        const codes = text.startsWith("query") ? (answer.errors ?? []).map(({ extensions }) => extensions?.code) : [];
        expect(codes.filter((code) => code !== "FORBIDDEN")).toEqual([]);
      });

      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter((each) => hidden.flatMap(withTypes).includes(each))).toEqual([]);
      await gateway.stop();
    },
    120_000,
  );
});
