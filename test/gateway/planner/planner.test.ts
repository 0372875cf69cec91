import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { type Planner, startPlanner } from "../../../gateway/planner/planner.ts";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import { projectFile } from "../../../platform/project.ts";
import { FATAL_OPERATION, FATAL_SUBGRAPHS } from "../../support/engine/fatal.ts";
import { LINK } from "../../support/engine/subgraph.ts";
import { serveLimited } from "../../support/limited-graph.ts";
import { gone, startedBy } from "../../support/processes.ts";

const SCRIPT = "planner-process.js";

const { supergraphSdl } = composeSupergraph(
  Object.entries(FATAL_SUBGRAPHS).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.invalid`,
    sdl: `${LINK} ${sdl}`,
  })),
);

const started: Planner[] = [];
afterEach(() => {
  for (const planner of started.splice(0)) planner.stop();
});

/** A planner and its child process. */
const open = async (options: Parameters<typeof startPlanner>[1] = {}) => {
  const before = new Set(startedBy(process.pid, SCRIPT));
  const planner = startPlanner(supergraphSdl, { timeLimit: 60_000, ...options });
  started.push(planner);
  await planner.ready;
  const mine = () => startedBy(process.pid, SCRIPT).filter((pid) => !before.has(pid));
  const [pid = 0] = mine();
  return { planner, pid, mine };
};

/**
 * Process id of the planner's child process, as soon as it exists. Spawning is faster than loading
 * a supergraph in it.
 */
const running = async (mine: () => readonly number[]): Promise<number> => {
  for (;;) {
    const [pid] = mine();
    if (pid !== undefined) return pid;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe("The planner", () => {
  it("survives an operation that ends its process: what waited is planned, and that one never again", async () => {
    const { planner, pid, mine } = await open();

    const [first, fatal, second] = await Promise.allSettled([
      planner.plan("{ a }"),
      planner.plan(FATAL_OPERATION),
      planner.plan("{ b ps { id } }"),
    ]);

    expect(first).toMatchObject({ status: "fulfilled", value: { kind: "Fetch" } });
    expect(fatal).toMatchObject({
      status: "rejected",
      reason: { message: expect.stringMatching(/SIGABRT.*panicked/s) },
    });
    expect(second).toMatchObject({ status: "fulfilled", value: { kind: "Parallel" } });
    const [another] = mine();
    expect(another).not.toBe(pid);
    await expect(planner.plan(FATAL_OPERATION)).rejects.toThrow("SIGABRT");
    expect(mine()).toEqual([another]);
  });

  it("plans again what it had begun when it was killed from outside", async () => {
    const { planner, pid } = await open();
    process.kill(pid, "SIGSTOP");

    const plan = planner.plan("{ a }");
    process.kill(pid, "SIGKILL");

    expect(await plan).toMatchObject({ kind: "Fetch" });
  });

  it("plans what waits when its process is killed while loading", async () => {
    const { planner, pid, mine } = await open();
    process.kill(pid, "SIGKILL");
    await gone(pid);

    const plan = planner.plan("{ a }");
    const loading = await running(mine);
    process.kill(loading, "SIGKILL");

    expect(await plan).toMatchObject({ kind: "Fetch" });
  });

  it("ignores the signals of a terminal or service manager, which are meant for the gateway", async () => {
    const { planner, pid, mine } = await open();

    process.kill(pid, "SIGINT");
    process.kill(pid, "SIGTERM");

    expect(await planner.plan("{ a }")).toMatchObject({ kind: "Fetch" });
    expect(mine()).toEqual([pid]);
  });

  it("is killed when it exceeds its time limit, and what waited as long is refused", async () => {
    const { planner, pid } = await open({ timeLimit: 3_000 });
    process.kill(pid, "SIGSTOP");

    const answers = await Promise.allSettled([planner.plan("{ a }"), planner.plan("{ b }")]);

    expect(answers).toMatchObject([
      { reason: { message: "The operation takes too long to plan.", extensions: { code: "OPERATION_REFUSED" } } },
      { reason: { message: expect.stringContaining("Try again"), extensions: { http: { status: 503 } } } },
    ]);
    await gone(pid);
    expect(await planner.plan("{ a }")).toMatchObject({ kind: "Fetch" });
  });

  it("ends when idle, and restarts for the next operation", async () => {
    const { planner, pid } = await open({ idleTime: 50 });

    await gone(pid);

    expect(await planner.plan("{ a }")).toMatchObject({ kind: "Fetch" });
  });

  it("ends with the process that started it, even when that is killed", async () => {
    const code = `const planner = require("node:child_process").fork(${JSON.stringify(projectFile("gateway/planner", SCRIPT))});
      planner.on("message", () => process.stdout.write("ready"));
      planner.send({ supergraphSdl: ${JSON.stringify(supergraphSdl)} });`;
    const parent = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(parent.stdout, "data");
    const [pid = 0] = startedBy(parent.pid, SCRIPT);
    expect(pid).toBeGreaterThan(0);

    parent.kill("SIGKILL");

    await gone(pid);
  });

  it("says why it cannot load a supergraph", async () => {
    const planner = startPlanner("type Query { a: Int");
    started.push(planner);

    await expect(planner.ready).rejects.toThrow(/parse/i);
  });
});

describe("An operation that cannot be planned", () => {
  it("is answered over HTTP as a server error, without the planner's message", async () => {
    const planner = {
      ready: Promise.resolve(),
      plan: () => Promise.reject(new Error("no way")),
      stop: () => undefined,
    };
    const graph = await serveLimited({ planner });

    const { status, errors, data } = await graph.ask("{ customers { totalCount } }");

    await graph.stop();
    expect({ status, data }).toEqual({ status: 500, data: undefined });
    expect(errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    expect(JSON.stringify(errors)).not.toContain("no way");
  });
});
