import { readFileSync } from "node:fs";
import { startLoad } from "../../bench/support/steady-load.ts";
import { GRACE_MS } from "../../cli/command/process.ts";
import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import { mintToken } from "../../platform/auth/token.ts";
import { projectFile } from "../../platform/project.ts";
import { freshDatabase } from "../support/databases.ts";
import { startedBy } from "../support/processes.ts";
import { AUTH_SECRET, auth, GATEWAY_SECRET } from "../support/secrets.ts";
import { build, cleanUp, type Environment, type ServerProcess, serve } from "../support/server-process.ts";

const { adminUrl } = await freshDatabase({ migrated: true });

const ENVIRONMENT: Environment = {
  AUTH_SECRET,
  GATEWAY_SECRET,
  DATABASE_URL: adminUrl,
  DEMO: "0",
  LOG_LEVEL: "error",
  RATE_LIMIT_SUBJECT: "0",
  RATE_LIMIT_TENANT: "0",
};

let authorization: string;

beforeAll(async () => {
  await build();
  const claims = { sub: "ada", tenant: DEMO_TENANT_ID, scope: "customers:read" };
  authorization = `Bearer ${await mintToken(auth, claims, "1h")}`;
});
afterAll(cleanUp);

const startWhole = () => serve("start", [], ENVIRONMENT);

const startWorkers = () => serve("start", [], { ...ENVIRONMENT, WORKERS: "2" });

const startSplit = async () => {
  const directory = await serve("subgraph", ["directory"], ENVIRONMENT);
  const identity = await serve("subgraph", ["identity"], ENVIRONMENT);
  return serve("gateway", ["--supergraph", projectFile("schema/supergraph.graphql")], {
    ...ENVIRONMENT,
    SUBGRAPHS: `directory=${directory.url}/graphql,identity=${identity.url}/graphql`,
  });
};

describe("docker-compose.yml", () => {
  it("gives a container longer to stop than the process takes", () => {
    const [, seconds] = /stop_grace_period: (\d+)s/.exec(readFileSync(projectFile("docker-compose.yml"), "utf8")) ?? [];

    expect(Number(seconds) * 1_000).toBeGreaterThan(GRACE_MS + 2_000);
  });
});

const terminate = ({ child }: ServerProcess): void => void child.kill("SIGTERM");

/** Signals all processes at once, as some service managers do. */
const terminateAll = (server: ServerProcess): void => {
  for (const worker of startedBy(server.child.pid, "start.js")) process.kill(worker, "SIGTERM");
  terminate(server);
};

describe("SIGTERM under load", () => {
  it.each([
    ["one process", startWhole, terminate],
    ["two workers", startWorkers, terminate],
    ["two workers that are all signalled", startWorkers, terminateAll],
    ["a gateway over subgraphs of their own", startSplit, terminate],
  ])(
    "ends %s with 0 after answering every request that was sent",
    async (_shape, start, stop) => {
      const server = await start();
      const load = startLoad(server.url, 16, { authorization });
      await load.answered(200);

      stop(server);

      expect(await load.end()).toMatchObject({ refused: 16, lost: [] });
      expect(await server.exit).toBe(0);
    },
    120_000,
  );
});
