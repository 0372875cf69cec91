import { GraphQLError } from "graphql";
import { createFailures, questionOf } from "../../../client/app/graph/failures.ts";
import { TransportError } from "../../../gateway/transport/transport.ts";
import { maskError } from "../../../platform/graphql/errors.ts";
import { createLog } from "../../../platform/observability/log.ts";
import { startRawGraph } from "../../support/engine/raw-graph.ts";

const users = Array.from({ length: 100 }, (_, index) => ({ __typename: "U", id: String(index) }));

const usersGraph = (answer: () => { data?: unknown; errors?: unknown }) =>
  startRawGraph({
    a: {
      sdl: `type Query { us: [U!]! first: U } type U @key(fields: "id") { id: ID! }`,
      answer: () => ({ data: { us: users, first: users[0] } }),
    },
    b: { sdl: `type U @key(fields: "id") { id: ID! v: Int w: [Int] o: O } type O { x: Int }`, answer },
  });

const told = (errors: Awaited<ReturnType<Awaited<ReturnType<typeof usersGraph>>["ask"]>>["errors"]) =>
  errors?.map(({ path, extensions }) => ({ path, count: extensions?.count }));

describe("Equal errors", () => {
  it("are one for each field when a subgraph is down, with a count", async () => {
    const graph = await usersGraph(() => {
      throw new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", "down");
    });

    const { data, errors } = await graph.ask("{ us { v list: w o { x } } }");

    expect(data.us).toHaveLength(100);
    expect(data.us).toEqual(Array(100).fill({ v: null, list: null, o: null }));
    expect(told(errors)).toEqual([
      { path: ["us", 0, "v"], count: 100 },
      { path: ["us", 0, "list"], count: 100 },
      { path: ["us", 0, "o"], count: 100 },
    ]);
    expect(graph.reported).toHaveLength(1);
    await graph.stop();
  });

  it("at two places are two, and a single one has no count", async () => {
    const graph = await usersGraph(() => {
      throw new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", "down");
    });

    const { errors } = await graph.ask("{ us { v } first { v } }");

    expect(told(errors)).toEqual([
      { path: ["us", 0, "v"], count: 100 },
      { path: ["first", "v"], count: undefined },
    ]);
    await graph.stop();
  });

  const failing = (indexes: readonly number[], messageOf = (_: number) => "Internal error") =>
    usersGraph(() => ({
      data: { _entities: users.map((_, index) => ({ v: indexes.includes(index) ? null : 1 })) },
      errors: indexes.map((index) => ({ message: messageOf(index), path: ["_entities", index, "v"] })),
    }));

  it("of a few items keep their paths", async () => {
    const graph = await failing([3, 5, 70]);

    const { errors } = await graph.ask("{ us { v } }");

    expect(told(errors)).toEqual([3, 5, 70].map((index) => ({ path: ["us", index, "v"], count: undefined })));
    expect(graph.reported).toMatchObject([{ count: 3 }]);
    await graph.stop();
  });

  it("of many items are one, and are reported once however their ids differ", async () => {
    const most = users.map((_, index) => index).filter((index) => index % 2 === 1);
    const graph = await failing(most, (index) => `Internal error 018f0000-0000-7000-8000-00000000${1000 + index}`);

    const { errors } = await graph.ask("{ us { v } }");

    expect(told(errors)).toEqual([{ path: ["us", 1, "v"], count: 50 }]);
    expect(graph.reported).toMatchObject([{ count: 50 }]);
    await graph.stop();
  });

  it("of two causes are reported twice", async () => {
    const graph = await failing([3, 5, 70], (index) => (index === 5 ? "out of disk" : "out of time"));

    await graph.ask("{ us { v } }");

    expect(graph.reported.map(({ count }) => count).sort()).toEqual([1, 2]);
    await graph.stop();
  });
});

describe("An error that stands for many", () => {
  const error = new GraphQLError('The service "finance" is unavailable.', {
    path: ["customers", "nodes", 0, "finance"],
    extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", service: "finance", count: 100 },
  });

  it("has a count for clients", () => {
    const { extensions } = maskError(error, createLog({ level: "silent", name: "test" }));

    expect(extensions).toEqual({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE", service: "finance", count: 100 });
  });

  it("is applied by the page to its field in every customer of the list", () => {
    const failures = createFailures();

    failures.note(questionOf("Customers"), [error.toJSON()]);

    expect(failures.of(questionOf("Customers"))).toMatchObject([{ field: "finance" }]);
  });
});
