import { isScalarType, isSpecifiedScalarType } from "graphql";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import { scalars } from "../../../platform/graphql/scalars.ts";
import { readScalarSpecifications } from "../../../platform/graphql/sdl.ts";
import { startRawGraph } from "../../support/engine/raw-graph.ts";

/** For each of our scalars, a value that it refuses. */
const REFUSED: Record<keyof typeof scalars, unknown> = {
  DateTime: "2020-01-01 00:00 o'clock",
  Date: "01/02/2020",
  DateOrDateTime: "January 2020",
  Decimal: "1e3",
  EmailAddress: "nobody",
  URL: "/relative",
  CountryCode: "DEU",
  Currency: "POINTS",
  JSON: JSON.parse(`${"[".repeat(102)}${"]".repeat(102)}`),
  SafeInt: 1.5,
};

const cases = Object.entries(REFUSED);

/** A schema with one scalar, whose only field echoes its argument. */
const graphWith = (scalar: string, specified: string | undefined) =>
  startRawGraph({
    foreign: {
      sdl: `scalar ${scalar} ${specified ? `@specifiedBy(url: "${specified}")` : ""} type Query { echo(value: ${scalar}): ${scalar} }`,
      answer: (variables) => ({ data: { echo: Object.values(variables)[0] } }),
    },
  });

describe("The scalars of the graph", () => {
  it("name their specifications, each by its own URL, in every subgraph", () => {
    const specifications = readScalarSpecifications();

    expect([...specifications.keys()].sort()).toEqual(Object.keys(scalars).sort());
    expect(new Set(specifications.values()).size).toBe(specifications.size);
    for (const { schema } of subgraphs) {
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isScalarType(type) || isSpecifiedScalarType(type) || /^_|__/.test(type.name)) continue;
        expect([type.name, type.specifiedByURL]).toEqual([type.name, specifications.get(type.name)]);
      }
    }
  });

  it.each(cases)("are validated by the gateway: %s", async (name, value) => {
    const graph = await graphWith(name, readScalarSpecifications().get(name));

    const { errors } = await graph.ask(`query ($value: ${name}) { echo(value: $value) }`, { value });

    expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    await graph.stop();
  });
});

describe("A scalar that shares only its name with one of ours", () => {
  it.each(
    cases.flatMap(([name, value]) => [
      { name, value, specified: undefined, how: "specified nowhere" },
      { name, value, specified: "https://example.com/other", how: "specified elsewhere" },
    ]),
  )("carries any value to its subgraph and back: $name, $how", async ({ name, value, specified }) => {
    const graph = await graphWith(name, specified);

    const answer = await graph.ask(`query ($value: ${name}) { echo(value: $value) }`, { value });

    expect(answer).toEqual({ data: { echo: value } });
    await graph.stop();
  });
});
