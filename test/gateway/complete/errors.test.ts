import { startRawGraph } from "../../support/engine/raw-graph.ts";

const FORBIDDEN = { code: "FORBIDDEN" };

/**
 * Two subgraphs: one lists users, the other resolves a field `v` that may be missing and a field
 * `w` that is there.
 */
const usersGraph = (count: number, errors: unknown, entity: (index: number) => unknown = () => ({ v: null, w: 2 })) => {
  const users = Array.from({ length: count }, (_, index) => ({ __typename: "U", id: String(index) }));
  return startRawGraph({
    a: {
      sdl: `type Query { us: [U!]! } type U @key(fields: "id") { id: ID! }`,
      answer: () => ({ data: { us: users } }),
    },
    b: {
      sdl: `type U @key(fields: "id") { id: ID! v: Int w: Int }`,
      answer: () => ({ data: { _entities: users.map((_, index) => entity(index)) }, errors }),
    },
  });
};

const told = (errors: Awaited<ReturnType<Awaited<ReturnType<typeof usersGraph>>["ask"]>>["errors"]) =>
  errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code }));

describe("An error of an entity fetch that returned its objects", () => {
  it.each([
    ["no path", undefined],
    ["null for a path", null],
    ["an empty path", []],
    ["a path of something else than names and numbers", [{}, null]],
    ["the path of the whole list", ["_entities"]],
    ["an index out of range", ["_entities", 7, "v"]],
    ["a negative index", ["_entities", -1, "v"]],
    ["a fraction for an index", ["_entities", 0.5, "v"]],
    ["a name for an index", ["_entities", "length"]],
    ["a path that names something else", ["elsewhere", 0]],
    ["the path of a value that is there", ["_entities", 0, "w"]],
    ["the path of a field that was not asked for", ["_entities", 0, "x", "y"]],
  ])("is reported at the place of the fetch, and makes nothing null, with %s", async (_, path) => {
    const graph = await usersGraph(2, [{ message: "quota used up", path, extensions: FORBIDDEN }]);

    const { data, errors } = await graph.ask("{ list: us { v w } }");

    expect(data).toEqual({ list: [{ v: null, w: 2 }, { v: null, w: 2 }] }); // biome-ignore format: short
    expect(told(errors)).toEqual([{ message: "quota used up", path: ["list"], code: "FORBIDDEN" }]);
    expect(graph.reported).toHaveLength(1);
    await graph.stop();
  });

  it("is reported at its field if it has the field's path", async () => {
    const graph = await usersGraph(2, [{ message: "no", path: ["_entities", 1, "v"], extensions: FORBIDDEN }]);

    const { errors } = await graph.ask("{ us { value: v } }");

    expect(told(errors)).toEqual([{ message: "no", path: ["us", 1, "value"], code: "FORBIDDEN" }]);
    await graph.stop();
  });

  it("explains missing objects if it has no path", async () => {
    const graph = await usersGraph(3, [{ message: "no", extensions: FORBIDDEN }], (index) =>
      index === 1 ? null : { v: 1, w: 2 },
    );

    const { data, errors } = await graph.ask("{ us { v w } }");

    expect(data.us[1]).toEqual({ v: null, w: null });
    expect(told(errors)).toEqual([
      { message: "no", path: ["us", 1, "v"], code: "FORBIDDEN" },
      { message: "no", path: ["us", 1, "w"], code: "FORBIDDEN" },
    ]);
    await graph.stop();
  });

  it("leaves no object unexplained when the list is missing and the errors concern some of its items", async () => {
    const error = { message: "no", path: ["_entities", 0], extensions: FORBIDDEN };
    const graph = await startRawGraph({
      a: {
        sdl: `type Query { us: [U!]! } type U @key(fields: "id") { id: ID! }`,
        answer: () => ({ data: { us: [{ __typename: "U", id: "1" }, { __typename: "U", id: "2" }] } }), // biome-ignore format: short
      },
      b: {
        sdl: `type U @key(fields: "id") { id: ID! v: Int }`,
        answer: () => ({ data: { _entities: null }, errors: [error] }),
      },
    });

    const { errors } = await graph.ask("{ us { v } }");

    expect(errors?.map(({ path }) => path)).toEqual([
      ["us", 0, "v"],
      ["us", 1, "v"],
    ]);
    await graph.stop();
  });
});

describe("Errors that are not a list of errors", () => {
  it.each([
    ["an object", { message: "one" }, 1],
    ["a text", "down", 1],
    ["a list of texts and nulls", ["down", null, 7], 3],
  ])("are reported all the same: %s", async (_, errors, count) => {
    const graph = await usersGraph(1, errors);

    const answer = await graph.ask("{ us { v } }");

    expect(answer.data).toEqual({ us: [{ v: null }] });
    expect(told(answer.errors)).toEqual(
      Array(count).fill({ message: 'The service "b" failed.', path: ["us"], code: "DOWNSTREAM_SERVICE_ERROR" }),
    );
    expect(graph.reported).toHaveLength(count);
    await graph.stop();
  });
});

describe("An error of a fetch of root fields", () => {
  const rootGraph = (data: unknown, errors: unknown) =>
    startRawGraph({
      a: {
        sdl: "scalar J type Query { v: V w: Int j: J } type V { x: Int y: [Int] }",
        answer: () => ({ data, errors }),
      },
    });

  it.each([
    ["no path", "{ v { x } }", undefined, ["v"]],
    ["no path, of several fields", "{ v { x } w }", undefined, undefined],
    ["the path of a value that is there", "{ v { x } w }", ["v", "x"], ["v", "x"]],
    ["a path that leaves the answer", "{ v { x } w }", ["v", "x", "z", 3], ["v", "x"]],
    ["a path that names something else", "{ v { x } w }", ["elsewhere"], undefined],
    ["a path that begins with a number", "{ v { x } w }", [0], undefined],
  ])(
    "is reported with as much of its path as the data has, and makes nothing null, with %s",
    async (_, text, path, place) => {
      const graph = await rootGraph({ v: { x: 1 }, w: 2 }, [{ message: "half", path, extensions: FORBIDDEN }]);

      const { data, errors } = await graph.ask(text);

      expect(data.v).toEqual({ x: 1 });
      expect(told(errors)).toEqual([{ message: "half", path: place, code: "FORBIDDEN" }]);
      await graph.stop();
    },
  );

  it.each([
    ["the whole answer", null, ["v"]],
    ["nothing that was asked for", { v: null }, ["v"]],
  ])("keeps unrequested segments out of the client's path when there is no data below: %s", async (_, data, start) => {
    const path = ["v", "x-secret", "4711"];
    const graph = await rootGraph(data, [{ message: "half", path, extensions: FORBIDDEN }]);

    const { errors } = await graph.ask("{ v { x } }");

    expect(told(errors)).toEqual([{ message: "half", path: start, code: "FORBIDDEN" }]);
    await graph.stop();
  });

  it("is not placed inside the value of a scalar", async () => {
    for (const [value, path] of [
      [{ x: null }, ["j", "x"]],
      [[null], ["j", 0]],
      [[[null]], ["j", 0, 0]],
    ]) {
      const graph = await rootGraph({ j: value }, [{ message: "half", path, extensions: FORBIDDEN }]);

      const { data, errors } = await graph.ask("{ j }");

      expect(data).toEqual({ j: value });
      expect(told(errors)).toMatchObject([{ message: "half", code: "FORBIDDEN" }]);
      await graph.stop();
    }
  });

  it.each([[[]], [null], [undefined]])("is reported when data is missing and errors are %p", async (errors) => {
    const graph = await rootGraph(null, errors);

    const answer = await graph.ask("{ v { x } }");

    expect(answer.data).toEqual({ v: null });
    expect(told(answer.errors)).toMatchObject([{ path: ["v"], code: "DOWNSTREAM_INVALID_RESPONSE" }]);
    await graph.stop();
  });
});

describe("An error that no subgraph should send", () => {
  it.each([
    ["a message without a text", { message: Object.create(null) }],
    ["a message of another kind", { message: { toString: 1 } }],
    ["a code of another kind", { message: "no", extensions: { code: { toString: 1, valueOf: 1 } } }],
    ["a path of what has no text", { message: "no", path: [Object.create(null)] }],
    ["a list of what has no text", [Object.create(null)]],
  ])("costs no other data: %s", async (_, error) => {
    const graph = await usersGraph(2, [error], () => ({ v: 1, w: 2 }));

    const { data, errors } = await graph.ask("{ us { v w } }");

    expect(data).toEqual({ us: [{ v: 1, w: 2 }, { v: 1, w: 2 }] }); // biome-ignore format: short
    expect(told(errors)).toMatchObject([{ path: ["us"], code: "DOWNSTREAM_SERVICE_ERROR" }]);
    await graph.stop();
  });
});
