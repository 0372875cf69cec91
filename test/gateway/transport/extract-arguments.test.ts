import fc from "fast-check";
import { execute, parse, validate } from "graphql";
import { inProcess } from "../../../gateway/transport/in-process.ts";
import { generateArgumentOperation } from "../../support/engine/argument-operations.ts";
import { argumentSubgraph, type SeenArguments } from "../../support/engine/argument-subgraph.ts";
import { asJson, requestOf } from "../../support/engine/gateway.ts";
import { runs } from "../../support/runs.ts";

const RUNS = runs(60);

/** More often than it takes for a query to be compiled. */
const ROUNDS = 3;

const subgraph = inProcess({ name: "subgraph", schema: argumentSubgraph, createContext: (context) => context });

const told = (result: unknown, { seen }: SeenArguments) => {
  const { data, errors = [] } = asJson(result);
  return { data, errors: errors.map(({ message, path }) => ({ message, path })), seen };
};

/** What graphql-js returns, and the arguments it passes to resolvers. */
const expected = async (text: string, variables: Record<string, unknown>) => {
  const contextValue: SeenArguments = { seen: [] };
  const document = parse(text, { noLocation: true });
  return told(
    await execute({ schema: argumentSubgraph, document, variableValues: variables, contextValue }),
    contextValue,
  );
};

const answered = async (send: ReturnType<typeof subgraph.prepare>, variables: Record<string, unknown>) => {
  const context = Object.assign(requestOf(), { seen: [] });
  return told(await send(variables, context), context);
};

describe("The arguments of a resolver in an in-process subgraph", () => {
  it("are those that graphql-js passes, on the first run and on later ones", async () => {
    let compared = 0;
    const check = fc.asyncProperty(fc.gen(), async (g) => {
      const { text, requests } = generateArgumentOperation(argumentSubgraph, (count) => g(fc.nat, { max: count - 1 }));
      fc.pre(validate(argumentSubgraph, parse(text)).length === 0);
      const send = subgraph.prepare({ text, kind: "query" });

      for (let round = 0; round < ROUNDS; round++) {
        for (const variables of requests) {
          const asked = { text, variables, round };
          expect({ asked, ...(await answered(send, variables)) }).toStrictEqual({
            asked,
            ...(await expected(text, variables)),
          });
          compared++;
        }
      }
    });
    await fc.assert(check, { numRuns: RUNS, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true });
    expect(compared).toBeGreaterThanOrEqual(RUNS * ROUNDS);
  }, 120_000);

  it.each([
    ["left out within an object", "query ($v: Int) { give(filter: { low: $v }) { id } }", {}],
    ["left out within a list", "query ($v: Int) { give(ints: [1, $v]) { id } }", {}],
    [
      "left out deep below, beside one that is given",
      "query ($v: Int, $w: Int) { give(filters: [{ inner: { low: $v, high: $w } }]) { id } }",
      { w: 2 },
    ],
    ["with a default of its own", "query ($v: Color = RED) { give(filter: { color: $v }) { id } }", {}],
    ["null for what must not be", "query ($v: Int) { give(filter: { must: $v }) { id } }", { v: null }],
    ["of a oneOf", "query ($v: Int!) { give(one: { low: $v }) { id } }", { v: 1 }],
  ])("do not change when the query is compiled: a variable %s", async (_, text, variables) => {
    const send = subgraph.prepare({ text, kind: "query" });

    for (let run = 0; run < 5; run++)
      expect(await answered(send, variables)).toStrictEqual(await expected(text, variables));
  });

  it("that contain the compiler's own mark are text, not code", async () => {
    const marks = [
      "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dglobalThis.taken = true",
      "__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8",
    ];
    for (const mark of marks) {
      for (const text of [
        `{ give(text: "${mark}") { id } }`,
        `{ give(filter: { words: ["${mark}"] }) { id } }`,
        `query ($v: String = "${mark}") { give(text: $v) { id } }`,
      ]) {
        const send = subgraph.prepare({ text, kind: "query" });

        for (let run = 0; run < 5; run++) expect(await answered(send, {})).toStrictEqual(await expected(text, {}));
      }
    }
    expect(globalThis).not.toHaveProperty("taken");
  });
});
