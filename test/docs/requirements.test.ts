import { describe, expect, it } from "@jest/globals";
import { isCoordinate } from "../support/coordinates.ts";
import { countOfNamed } from "../support/named-tests.ts";
import { requirementRows } from "../support/requirement-rows.ts";
import { titlesIn } from "../support/test-titles.ts";

/** The ranges of row ids. */
const KNOWN: readonly (readonly [prefix: string, from: number, to: number])[] = [
  ["I-", 1, 16],
  ["I-", 20, 26],
  ["I-", 30, 34],
  ["I-", 40, 45],
  ["I-", 50, 60],
  ["I-", 70, 75],
  ["I-", 80, 83],
  ["I-", 90, 104],
  ["C-", 1, 31],
  ["F-", 1, 16],
  ["K-", 1, 16],
  ["", 1, 27],
  ["R-", 5, 6],
  ["R-", 1, 2],
  ["R-", 4, 4],
  ["R-", 7, 7],
];

const known = KNOWN.flatMap(([prefix, from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    prefix === "" ? `${from + index}` : `${prefix}${String(from + index).padStart(2, "0")}`,
  ),
);

/** Rows without a test. This list may only get shorter. */
const NOT_YET: readonly string[] = [];

const rows = requirementRows();
const proven = rows.filter(({ id }) => !NOT_YET.includes(id));

describe("docs/requirements.md", () => {
  it("has every row once, in order", () => {
    expect(rows.map(({ id }) => id)).toEqual(known);
  });

  it("has a requirement in every row", () => {
    expect(rows.filter(({ text }) => text === "").map(({ id }) => id)).toEqual([]);
  });

  it("names schema coordinates in every row", () => {
    expect(proven.filter(({ coordinates }) => coordinates.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it("names a test in every row, unless the row is listed as not proven yet", () => {
    expect(rows.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual(NOT_YET);
  });

  it("names only coordinates that are in the schema", () => {
    const strangers = rows.flatMap(({ id, coordinates }) =>
      coordinates.filter((coordinate) => !isCoordinate(coordinate)).map((coordinate) => `${id}: ${coordinate}`),
    );

    expect(strangers).toEqual([]);
  });

  it("names only tests that exist, each exactly once", () => {
    const strangers = rows.flatMap(({ id, tests }) =>
      tests
        .filter((test) => countOfNamed(test) !== 1)
        .map((test) => `${id}: ${test.file} has ${countOfNamed(test)} tests named "${test.title}"`),
    );

    expect(strangers).toEqual([]);
  });
});

describe("The check of docs/requirements.md", () => {
  it.each(["Customer.nothing", "Nothing.id", "Query.customer(name:)", "FunnelStage.LOST", "Customer.", "_Entity"])(
    "knows no coordinate %s",
    (coordinate) => {
      expect(isCoordinate(coordinate)).toBe(false);
    },
  );

  it.each(["Customer", "Query.customer(id:)", "FunnelStage.LEAD", "Customer.ancestorIds", "Customer.invoices"])(
    "knows the coordinate %s",
    (coordinate) => {
      expect(isCoordinate(coordinate)).toBe(true);
    },
  );

  it("identifies tests by their titles and describe blocks, and ignores skipped tests", () => {
    const source = `
      describe("A", () => {
        it("one", () => {});
        it.each([1, 2])("two %d", () => {});
        it.skip("three", () => {});
        test(\`four \${5}\`, () => {});
      });
      describe.each([["x"]])("B %s", () => { it.concurrent("six", async () => {}); });
      describe.skip("C", () => { it("seven", () => {}); });
      describe.skip.each([1])("D", () => { it("eight", () => {}); });
      xdescribe("E", () => { it("nine", () => {}); });`;

    expect(titlesIn(source)).toEqual(["A › one", "A › two %d", "A › four …", "B %s › six"]);
  });

  it("finds a test by its whole title, with a case that its file contains", () => {
    const own = "The check of docs/requirements.md";
    const named = (file: string, title: string) => countOfNamed({ file, title });

    expect(named("test/docs/requirements.test.ts", "knows the coordinate %s")).toBe(1);
    expect(named("test/docs/requirements.test.ts", "coordinate %s")).toBe(0);
    expect(named("test/docs/requirements.test.ts", `${own} › knows the coordinate FunnelStage.LEAD`)).toBe(1);
    expect(
      named("test/docs/requirements.test.ts", `${own} › knows the coordinate ${["Funnel", "Stage.WON"].join("")}`),
    ).toBe(0);
    expect(named("test/no-such-file.test.ts", "knows the coordinate %s")).toBe(0);
  });
});
