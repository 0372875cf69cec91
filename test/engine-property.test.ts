import fc from "fast-check";
import { buildSchema, parse, validate } from "graphql";
import { comparable } from "./support/engine/compare.ts";
import { asJson, createTestGateway, expected, requestOf } from "./support/engine/gateway.ts";
import { apiSdl } from "./support/engine/graph.ts";
import type { Choose } from "./support/engine/operations.ts";
import { generateOperation } from "./support/engine/operations.ts";
import { createStore } from "./support/engine/store.ts";
import { values } from "./support/engine/values.ts";

const schema = buildSchema(apiSdl);

const chooser =
  (g: fc.GeneratorValue): Choose =>
  (count) =>
    g(fc.nat, { max: count - 1 });

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.RUNS ?? 1_000);

const gateways = {
  "with a variant for each condition": await createTestGateway(),
  "with conditions left to the run, without the compiler": await createTestGateway({ maxConditions: 0 }),
};

describe.each([
  ["a fixed seed", 20_261_121],
  [`seed ${SEED}`, SEED],
])("Operations generated from %s", (_, seed) => {
  for (const [which, gateway] of Object.entries(gateways)) {
    it(`answer as graphql-js does on one schema, ${which}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (g) => {
          const kind = chooser(g)(6) === 5 ? "mutation" : "query";
          const { text, variables } = generateOperation(schema, chooser(g), { kind, values });
          const document = parse(text);
          const invalid = validate(schema, document);
          fc.pre(invalid.length === 0);
          const [store, otherStore] = [createStore(), createStore()];

          const result = asJson(await gateway.execute({ document, variables, context: requestOf(store) }));

          const reference = expected(text, variables, requestOf(otherStore));
          const ask = { text, variables };
          expect({ ask, ...comparable(result), writes: store.writes }).toEqual({
            ask,
            ...comparable(reference),
            writes: otherStore.writes,
          });
        }),
        { seed, numRuns: RUNS, endOnFailure: !process.env.SHRINK },
      );
    });
  }
});
