import { randomBytes, randomUUID } from "node:crypto";
import { projectFile } from "../../platform/project.ts";
import { dataFolder, ran, type Served, served } from "../support/command.ts";
import { startLoad } from "../support/steady-load.ts";

// Whether a request is lost when a server is told to stop under load: ROUNDS terminations of each shape, with CLIENTS that ask without a pause.

const ROUNDS = Number(process.env.ROUNDS ?? 20);
const CLIENTS = Number(process.env.CLIENTS ?? 16);
const ANSWERED_BEFORE = 300;

const folder = await dataFolder();
const env = {
  DATA_DIR: folder.path,
  AUTH_SECRET: randomBytes(48).toString("base64"),
  GATEWAY_SECRET: randomBytes(48).toString("base64"),
  DEMO: "0",
  RATE_LIMIT_SUBJECT: "0",
  RATE_LIMIT_TENANT: "0",
};

/** Owns the database, so that those under load come and go. */
const owner = await served("start", [], env);
const identity = await served("subgraph", ["identity"], env);
const directory = await served("subgraph", ["directory"], env);
const SUBGRAPHS = `directory=${directory.url}/graphql,identity=${identity.url}/graphql`;
const SUPERGRAPH = ["--supergraph", projectFile("schema/supergraph.graphql")];

const shapes: readonly (readonly [string, () => Promise<Served>])[] = [
  ["one process", () => served("start", [], env)],
  ["two workers", () => served("start", [], { ...env, WORKERS: "2" })],
  ["a gateway over subgraphs of their own", () => served("gateway", SUPERGRAPH, { ...env, SUBGRAPHS })],
];

try {
  const token = await ran("token", ["--tenant", randomUUID(), "--scope", "customers:read"], env);
  process.stdout.write("\n| | terminations | answered | lost |\n|---|---:|---:|---:|\n");
  for (const [name, start] of shapes) {
    let answered = 0;
    const lost: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const server = await start();
      const load = startLoad(server.url, CLIENTS, { authorization: `Bearer ${token}` });
      await load.answered(ANSWERED_BEFORE);
      await server.stop();
      const result = await load.end();
      answered += result.answered;
      lost.push(...result.lost);
    }
    process.stdout.write(`| ${name} | ${ROUNDS} | ${answered} | ${lost.length} ${[...new Set(lost)].join(" ")} |\n`);
  }
} finally {
  await Promise.all([identity.stop(), directory.stop()]);
  await owner.stop();
  await folder.remove();
}
