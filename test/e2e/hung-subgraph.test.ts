import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { projectFile } from "../../platform/project.ts";
import { freshDatabase } from "../support/databases.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../support/secrets.ts";
import { ask, build, cleanUp, ended, type ServerProcess, serve } from "../support/server-process.ts";

const ID = "0198c0de-0000-7000-8000-ffffffffffff";
const OF_IDENTITY = `{ customer(id: "${ID}") { id displayName } }`;
const OF_COMMERCIAL = `{ employee(id: "${ID}") { name } }`;

let hung: Server;
let arrived = 0;
let gateway: ServerProcess;
let headers: { authorization: string }[];

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it never came to be");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

beforeAll(async () => {
  await build();
  hung = createServer(() => arrived++);
  await new Promise<void>((resolve) => hung.listen(0, "127.0.0.1", resolve));
  const secrets = { AUTH_SECRET, GATEWAY_SECRET, LOG_LEVEL: "warn" };
  const identity = await serve("subgraph", ["identity"], {
    ...secrets,
    DATABASE_URL: (await freshDatabase({ migrated: true })).adminUrl,
  });
  const commercial = `http://127.0.0.1:${(hung.address() as AddressInfo).port}/graphql`;
  gateway = await serve("gateway", ["--supergraph", projectFile("schema/supergraph.graphql")], {
    ...secrets,
    SUBGRAPHS: `identity=${identity.url}/graphql,commercial=${commercial},directory=http://127.0.0.1:1/graphql`,
    MAX_CONCURRENCY: "4",
    REQUEST_TIMEOUT: "60",
    SUBGRAPH_TIMEOUT: "60",
  });
  const minted = await Promise.all(
    [1, 2, 3].map(() => ended("token", ["--tenant", randomUUID(), "--scope", "customers:read"], { AUTH_SECRET })),
  );
  headers = minted.map(({ stdout }) => ({ authorization: `Bearer ${stdout.trim()}` }));
}, 180_000);

afterAll(async () => {
  hung.closeAllConnections();
  hung.close();
  await cleanUp();
});

describe("A gateway before a subgraph that hangs", () => {
  it("answers requests that do not need it, however many wait for it", async () => {
    const [first, second, third] = headers;
    const waiting = [first, first, second, second].map((each) => ask(gateway.url, OF_COMMERCIAL, each));
    for (const each of waiting) each.catch(() => undefined);
    await until(() => arrived >= 2);

    await until(async () => (await ask(gateway.url, OF_IDENTITY, third)).status === 200);

    expect(arrived).toBe(2);
    const told = await Promise.any(waiting);
    expect(told.errors).toMatchObject([
      { extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", service: "commercial", retryAfter: 1 } },
    ]);
  });

  it("says when to retry while its breaker is open, and logs that once", async () => {
    const [, , third] = headers;
    const OF_DIRECTORY = "{ customers(first: 1) { nodes { id } } }";
    const answers = [];
    for (let n = 0; n < 8; n++) answers.push(await ask(gateway.url, OF_DIRECTORY, third));

    expect(answers.at(-1)?.errors).toMatchObject([
      { extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", service: "directory", retryAfter: expect.any(Number) } },
    ]);
    expect(gateway.stderr().match(/a subgraph is not asked for a while/g)).toHaveLength(1);
    expect(gateway.stderr().match(/"a subgraph does not answer"/g)).toHaveLength(1);
  });
});
