import { NotSent, TransportError } from "../../gateway/transport/transport.ts";
import { startRawGraph } from "../support/engine/raw-graph.ts";

const CODE = "DOWNSTREAM_SERVICE_UNAVAILABLE";
const sdl = "type Query { a: Int } type Mutation { set(to: Int): Int }";

const failing = (error: Error) =>
  startRawGraph({ numbers: { sdl, transport: { prepare: () => () => Promise.reject(error) } } });

describe("A write whose response was lost", () => {
  it.each([
    ["in time", new TransportError(CODE, "No answer within 100 ms.")],
    ["whole", new TransportError("DOWNSTREAM_INVALID_RESPONSE", "The answer is not JSON.")],
  ])("%s reports an unknown outcome", async (_, error) => {
    const graph = await failing(error);

    const { errors } = await graph.ask("mutation { set(to: 1) }");

    expect(errors).toMatchObject([{ path: ["set"], extensions: { code: error.code, outcome: "UNKNOWN" } }]);
    expect(errors?.[0]?.message).toContain("Whether the change was written is unknown");
    await graph.stop();
  });

  it.each([
    ["was refused before it was sent", new NotSent("It has failed.", 5), 5],
    ["found no connection", new TransportError(CODE, "ECONNREFUSED", { isSent: false }), 1],
  ])("but that %s was not made, and may be repeated", async (_, error, retryAfter) => {
    const graph = await failing(error);

    const { errors } = await graph.ask("mutation { set(to: 1) }");

    expect(errors?.[0]?.extensions).toEqual({ code: CODE, service: "numbers", retryAfter });
    expect(errors?.[0]?.message).toBe('The service "numbers" is unavailable.');
    await graph.stop();
  });

  it("reports the outcome its subgraph states", async () => {
    const extensions = { code: CODE, outcome: "UNKNOWN", retryAfter: 3 };
    const graph = await startRawGraph({
      numbers: {
        sdl,
        answer: () => ({ data: { set: null }, errors: [{ message: "secret", path: ["set"], extensions }] }),
      },
    });

    const { errors } = await graph.ask("mutation { set(to: 1) }");

    expect(errors?.[0]?.extensions).toEqual({ ...extensions, service: "numbers" });
    expect(errors?.[0]?.message).not.toContain("secret");
    await graph.stop();
  });

  it("is never reported for a read", async () => {
    const graph = await failing(new TransportError(CODE, "No answer."));

    const { errors } = await graph.ask("{ a }");

    expect(errors?.[0]?.extensions).toEqual({ code: CODE, service: "numbers", retryAfter: 1 });
    await graph.stop();
  });
});
