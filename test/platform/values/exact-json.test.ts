import fc from "fast-check";
import { explainInexact, findInexact, parseExact, stringifyExact } from "../../../platform/values/exact-json.ts";

describe("parseExact", () => {
  it("reads any JSON as JSON.parse does where no whole number is too long", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);

        expect(parseExact(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps every digit of whole numbers anywhere, and changes nothing else", () => {
    const leaf = fc.oneof(
      fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
      fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => JSON.stringify(number)),
      fc
        .string({ unit: fc.constantFrom("\\", '"', ":", ",", "[", "12345678901234567890", " ", "é") })
        .map((text) => JSON.stringify(text)),
    );
    const { text: json } = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("text")).map((items) => `[${items.join(", ")}]`),
        fc
          .array(fc.tuple(fc.string(), tie("text")), { maxLength: 4 })
          .map(
            (fields) =>
              `{${[...new Map(fields)].map(([key, text]) => `${JSON.stringify(`k${key}`)}:${text}`).join(",")}}`,
          ),
      ),
    }));

    fc.assert(
      fc.property(json, (text) => {
        const written = stringifyExact(parseExact(text));

        const digitsOf = (each: string) => each.match(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g);
        expect(digitsOf(written)).toEqual(digitsOf(text));
        expect(JSON.parse(written)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["[9007199254740992]", [9007199254740992]],
    ["100000000000000000000", 1e20],
    ['{"a":9223372036854775807}', { a: 9223372036854775807n }],
    ['{"a" : [ 18446744073709551615 ] }', { a: [18446744073709551615n] }],
    ['"9007199254740993"', "9007199254740993"],
    ['["a, 9007199254740993 ]", "\\"", 9007199254740993]', ["a, 9007199254740993 ]", '"', 9007199254740993n]],
    ["[0.14285714285714285, 9007199254740993]", [1 / 7, 9007199254740993n]],
    ['{"9007199254740993":9007199254740993.0}', { "9007199254740993": 9007199254740992 }],
  ])("reads %s", (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  it("does not set a prototype", () => {
    const value = parseExact('{"__proto__":{"a":9007199254740993}}') as object;

    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(stringifyExact(value)).toBe('{"__proto__":{"a":9007199254740993}}');
  });

  it.each([
    "",
    "9007199254740993,",
    '{"a":9007199254740993',
    '["9007199254740993',
    "[09007199254740993]",
    "{ 9007199254740993 : 1}",
    "[--9007199254740993]",
  ])("refuses what is not JSON: %s", (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  });
});

describe("A number that would change", () => {
  it("is reported with its path and what would be right", () => {
    const found = findInexact('{"variables":{"input":{"ids":[1,9007199254740993]}}}');

    expect(found && explainInexact(found)).toBe(
      'variables.input.ids.1 is 9007199254740993, a number with more digits than JSON numbers keep here: write it as a string, "9007199254740993".',
    );
  });
});
