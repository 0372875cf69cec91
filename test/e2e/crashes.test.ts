import { spawnSync } from "node:child_process";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  ask,
  build,
  cleanUp,
  dataFolder,
  type Environment,
  type ServerProcess,
  serve,
} from "../support/server-process.ts";

const CUSTOMERS = "{ customers(first: 1) { nodes { id } } }";

let env: Environment;

beforeAll(async () => {
  await build();
  env = { DATA_DIR: await dataFolder(), DEMO: "0" };
});
afterAll(cleanUp);

const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await sleep(50);
};

const answers = async ({ url }: ServerProcess): Promise<boolean> => {
  const { data } = await ask(url, CUSTOMERS).catch(() => ({ data: null }));
  return Boolean(data?.customers);
};

/** The data folder in use, which for root may differ from the configured one. */
const dataOf = ({ stderr }: ServerProcess): string => /"data":"([^"]+)"/.exec(stderr())?.[1] ?? "";

const postmasterOf = async (graph: ServerProcess): Promise<number> =>
  Number((await readFile(join(dataOf(graph), "postmaster.pid"), "utf8")).split("\n")[0]);

describe("an embedded PostgreSQL that is killed", () => {
  it("is restarted by its owner, which keeps serving", async () => {
    const graph = await serve("start", [], env);
    const killed = await postmasterOf(graph);

    process.kill(killed, "SIGKILL");
    await until(() => graph.stderr().includes("the embedded PostgreSQL had ended by itself and runs again"));
    await until(() => answers(graph));

    expect(await postmasterOf(graph)).not.toBe(killed);
    expect((await fetch(`${graph.url}/livez`)).status).toBe(200);
    graph.child.kill("SIGTERM");
    expect(await graph.exit).toBe(0);
  }, 120_000);

  it("ends the process with 1 when it cannot be restarted", async () => {
    const graph = await serve("start", [], env);
    const killed = await postmasterOf(graph);
    const control = join(dataOf(graph), "global/pg_control");

    await rename(control, `${control}.away`);
    process.kill(killed, "SIGKILL");

    expect(await graph.exit).toBe(1);
    expect(graph.stderr()).toContain("cannot be started again: this process ends");
    await rename(`${control}.away`, control);
  }, 120_000);
});

describe("a worker that hangs without dying", () => {
  it("is killed and replaced", async () => {
    const graph = await serve("start", [], { ...env, WORKERS: "2" });
    const workers = (): number[] =>
      spawnSync("pgrep", ["-P", String(graph.child.pid), "-f", "start.js"], { encoding: "utf8" })
        .stdout.split("\n")
        .filter(Boolean)
        .map(Number);
    const [frozen = 0, other = 0] = workers();

    process.kill(frozen, "SIGSTOP");
    await until(() => graph.stderr().includes("a worker does not answer any more and is killed"));
    await until(() => workers().length === 2);

    expect(workers()).not.toContain(frozen);
    expect(workers()).toContain(other);
    await until(() => answers(graph));
  }, 120_000);
});
