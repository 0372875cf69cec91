import { parse, print, visit } from "graphql";
import { startRawGraph } from "../../support/engine/raw-graph.ts";

/** The argument values and defaults in a subgraph operation, as printed by graphql-js. */
const valuesIn = (text: string): string[] => {
  const found: string[] = [];
  visit(parse(text), {
    Argument: ({ value }) => void found.push(print(value)),
    VariableDefinition: ({ defaultValue }) => void (defaultValue && found.push(print(defaultValue))),
  });
  return found;
};

const askedWith = async (operation: string, variables?: Record<string, unknown>) => {
  const texts: string[] = [];
  const graph = await startRawGraph({
    a: {
      sdl: `type Query { give(any: Any, text: String, float: Float, color: Color): Int } scalar Any enum Color { RED }`,
      answer: (_, text) => ({ data: { give: texts.push(text) } }),
    },
  });
  const { data, errors } = await graph.ask(operation, variables);
  await graph.stop();
  return { data, errors, values: texts.flatMap(valuesIn) };
};

describe("A literal value in an operation", () => {
  it.each([
    String.raw`"\b"`,
    String.raw`"a \" \\ \/ \b \f \n \r \t b"`,
    String.raw`"\u0000\u0008\u007f\u2028"`,
    String.raw`"\u{1F600} \uD83D\uDE00"`,
    `"_c_v0 $& $1 $_c_v0"`,
    `""`,
    `"""\n    block "with" \\""" and \\n\n      lines\n  """`,
    "1e400",
    "-1.5e-400",
    "1e21",
    "1.10",
    "-0",
    "-0.0",
    "12345678901234567.89",
    "9007199254740993.0",
    "9007199254740993",
    "9223372036854775808",
    "-123456789012345678901234567890",
    "_c_v0",
    "inf",
    `{a: 1.0, b: [1e2, "\\b", ENUM, null, true], c: {d: {}}}`,
  ])("reaches the subgraph as written: %s", async (value) => {
    const written = print(
      visit(parse(`{ give(any: ${value}) }`), { StringValue: (node) => ({ ...node, block: false }) }),
    );

    const { data, errors, values } = await askedWith(`{ give(any: ${value}) }`);

    expect({ data, errors }).toEqual({ data: { give: 1 }, errors: undefined });
    expect(values).toEqual(valuesIn(written));
  });

  it("does so with any number of values of any kind, and as a variable's default", async () => {
    const { errors, values } = await askedWith(
      String.raw`query ($v0: Any = "\b", $color: Color = RED) {
        a: give(text: "\b", float: 1e21, color: RED) b: give(text: "\f", any: $v0, color: $color) c: give(text: "\b", any: [$v0, 9223372036854775808])
      }`,
    );

    expect(errors).toBeUndefined();
    expect(values.sort()).toEqual(
      [
        String.raw`"\b"`,
        "RED",
        "RED",
        "1e21",
        String.raw`"\b"`,
        "$_c_color",
        "$_c_v0",
        String.raw`"\f"`,
        "[$_c_v0, 9223372036854775808]",
        String.raw`"\b"`,
      ].sort(),
    );
  });
});
