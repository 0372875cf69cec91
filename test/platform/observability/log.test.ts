import { GraphQLError } from "graphql";
import { reportTo } from "../../../cli/command/report.ts";
import { createLog } from "../../../platform/observability/log.ts";

/** The log lines of a report. */
const logged = (error: unknown, count = 1) => {
  const lines: string[] = [];
  const log = createLog({ level: "info", name: "gateway" }, { write: (line) => void lines.push(line) });
  reportTo(log)("stock", error, "request-1", count);
  return lines.map((line) => JSON.parse(line));
};

describe("The log of a subgraph's error", () => {
  it("has message, path, code and extensions of one that came over HTTP", () => {
    const error = {
      message: "disk full on node 7",
      path: ["warehouses", 0, "city"],
      extensions: { code: "DISK", serviceName: "node 7", exception: { stacktrace: ["Error: disk full", "at x.js:1"] } },
    };

    const [line] = logged(error, 3);

    expect(line).toMatchObject({ request: "request-1", service: "stock", count: 3 });
    expect(line.err).toEqual({
      type: "GraphQL error",
      message: "disk full on node 7",
      path: "warehouses.0.city",
      code: "DISK",
      extensions: '{"serviceName":"node 7","exception":{"stacktrace":["Error: disk full","at x.js:1"]}}',
    });
  });

  it("omits request contents and credentials at any depth", () => {
    const secret = "4711-secret";
    const extensions = {
      variables: { secret },
      exception: { request: { secret }, headers: { cookie: secret } },
      authToken: secret,
      nested: [{ password: secret, representations: [secret], query: `{ a(b: "${secret}") }` }],
    };

    const text = JSON.stringify(logged({ message: "no", extensions }));

    expect(text).not.toContain(secret);
    expect(text).toContain("nested");
  });

  it("has a bounded length, however much the subgraph sends", () => {
    const long = "x".repeat(100_000);

    const text = JSON.stringify(logged({ message: long, path: [long], extensions: { code: long, stack: long } }));

    expect(text.length).toBeLessThan(10_000);
    expect(text).toContain("(100000 characters)");
  });

  it.each([
    ["a text", "down", "down"],
    ["null", null, "null"],
    ["a number", 7, "7"],
    ["an error without a message", { reason: "down" }, '{"reason":"down"}'],
    ["a message that is no text", { message: { a: 1 } }, '{"a":1}'],
    ["extensions that are no object", { message: "down", extensions: "much" }, "down"],
    ["a whole number beyond what a double holds", { message: "down", extensions: { at: 2n ** 64n } }, "down"],
    ["one of this process", new GraphQLError("down", { extensions: { code: "DISK" } }), "down"],
  ])("is written whatever it is: %s", (_, error, message) => {
    expect(logged(error)[0].err.message).toBe(message);
  });

  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);

  it.each([
    ["its message", { message: deep }, "unreadable"],
    ["its path", { message: "down", path: [deep] }, "down"],
    ["the whole of it", deep, "unreadable"],
  ])("is written when %s is too deep to serialize", (_, error, message) => {
    expect(logged(error)[0].err.message).toContain(message);
  });

  it("is written when its extensions are too deep to serialize", () => {
    const [line] = logged({ message: "down", extensions: { deep } });

    expect(line.err).toMatchObject({ message: "down", extensions: expect.stringContaining("unreadable") });
  });
});
