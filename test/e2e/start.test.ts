import { spawn, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectFile } from "../../platform/project.ts";
import { freshDatabase } from "../support/databases.ts";
import { AUTH_SECRET } from "../support/secrets.ts";
import { ask, build, cleanUp, dataFolder, ended, run, type ServerProcess, serve } from "../support/server-process.ts";

const CUSTOMER = '{ customer(id: "0198c0de-0000-7000-8000-ffffffffffff") { id } }';

let dataDir: string;
const env = () => ({ DATA_DIR: dataDir, DEMO: "0" });
const { adminUrl } = await freshDatabase({ migrated: true });
/** For tests that do not need the embedded PostgreSQL. */
const elsewhere = { DATABASE_URL: adminUrl, DEMO: "0" };

beforeAll(async () => {
  await build();
  dataDir = await dataFolder();
});

afterAll(cleanUp);

/** A request whose body stays incomplete until it is released. */
const requestInFlight = (url: string) => {
  const body = JSON.stringify({ query: CUSTOMER });
  const sent = request(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": body.length },
  });
  sent.write(body.slice(0, 5));
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
  });
  return { release: () => sent.end(body.slice(5)), status };
};

const isReached = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    () => true,
    () => false,
  );

describe("npm start", () => {
  let graph: ServerProcess;

  beforeAll(async () => {
    graph = await serve("start", [], env());
  });

  it("says when it is ready to answer, and how long that took", async () => {
    expect(graph.stdout()).toMatch(/^ready http:\/\/localhost:\d+\n$/);
    expect(graph.stderr()).toMatch(/"milliseconds":\d+,"msg":"ready"/);
    expect(await ask(graph.url, CUSTOMER)).toEqual({ status: 200, data: { customer: null } });
  });

  it("serves liveness, readiness and metrics", async () => {
    const statusOf = async (path: string) => (await fetch(graph.url + path)).status;

    expect(await statusOf("/livez")).toBe(200);
    expect(await statusOf("/readyz")).toBe(200);
    expect(await (await fetch(`${graph.url}/metrics`)).text()).toMatch(
      /graphql_request_duration_seconds_count\{operation="query"/,
    );
  });

  it("shows browsers Apollo Sandbox, which queries /graphql and sends no telemetry", async () => {
    const page = await fetch(graph.url, { headers: { accept: "text/html,*/*;q=0.8" } });
    const html = await page.text();

    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(html).toContain('new URL("/graphql", window.location.href).href');
    expect(html).not.toContain("initialEndpoint = window.location.href");
    expect(html).toContain('"runTelemetry":false');
    expect(html).toContain('<a href="/explorer">');
  });

  it("listens on loopback only without authentication, and warns about it", async () => {
    const [outside] = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.family === "IPv4" && !address.internal);

    expect(graph.stderr()).toContain("NO SIGN-IN IS CONFIGURED");
    if (outside)
      await expect(fetch(`http://${outside.address}:${new URL(graph.url).port}/livez`)).rejects.toThrow("fetch failed");
  });

  it("says that its port is in use before it starts anything", async () => {
    const { port } = new URL(graph.url);

    const second = await ended("start", [], { ...env(), PORT: port });

    expect(second).toEqual({
      code: 1,
      stdout: "",
      stderr: `Port ${port} is in use. Stop what listens there, or set PORT to another.\n`,
    });
  });

  it("finishes requests in flight when it is told to stop", async () => {
    const inFlight = requestInFlight(graph.url);
    await sleep(100);

    graph.child.kill("SIGTERM");
    while (await isReached(graph.url)) await sleep(20);
    inFlight.release();

    expect(await inFlight.status).toBe(200);
    expect(await graph.exit).toBe(0);
  });

  it("stops at once when it is told so twice within a second", async () => {
    const impatient = await serve("start", [], elsewhere);
    const inFlight = requestInFlight(impatient.url);
    inFlight.status.catch(() => undefined);
    await sleep(100);

    impatient.child.kill("SIGTERM");
    await sleep(300);
    impatient.child.kill("SIGTERM");

    // Otherwise it would wait for the request and exit with 0.
    expect(await impatient.exit).toBe(1);
  });
});

describe("npm", () => {
  it("passes on the signals of a terminal, which reach the graph twice but count once", async () => {
    const { PATH = "", HOME = "" } = process.env;
    const npm = spawn("npm", ["start"], {
      cwd: projectFile(),
      env: { PATH, HOME, PORT: "0", ...env() },
      detached: true,
    });
    await new Promise<void>((ready, failed) => {
      npm.stdout.on("data", (chunk) => /^ready /m.test(String(chunk)) && ready());
      npm.once("close", failed);
    });

    if (npm.pid) process.kill(-npm.pid, "SIGINT");

    expect(await new Promise((resolve) => npm.once("close", resolve))).toBe(0);
  });
});

describe("several workers", () => {
  it("listen on one port, share counters, are replaced when they die, and stop in order", async () => {
    const graph = await serve("start", [], { ...elsewhere, WORKERS: "2", LOG_LEVEL: "info" });
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(graph.url, CUSTOMER)));
    expect(answers.every(({ data }) => data?.customer === null)).toBe(true);
    expect(await (await fetch(`${graph.url}/metrics`)).text()).toContain(
      'graphql_request_duration_seconds_count{operation="query",status="2xx"} 6',
    );

    const { stdout } = spawnSync("pgrep", ["-P", String(graph.child.pid), "-f", "start.js"], { encoding: "utf8" });
    process.kill(Number(stdout.split("\n")[0]), "SIGKILL");
    while (!graph.stderr().includes("a worker died and is started again")) await sleep(10);
    // The next request may still use a keep-alive connection to the dead worker.
    const { status } = await ask(graph.url, CUSTOMER).catch(() => ask(graph.url, CUSTOMER));
    expect(status).toBe(200);

    graph.child.kill("SIGTERM");
    expect(await graph.exit).toBe(0);
    expect(graph.stdout()).toMatch(/^ready \S+\n$/);
  });

  it("report once that the port is in use", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as { port: number };

    const { code, stderr } = await ended("start", [], { ...env(), WORKERS: "2", PORT: String(port) });

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} is in use. Stop what listens there, or set PORT to another.\n`,
    });
    other.close();
  });
});

describe("a start that fails", () => {
  it("reports all wrong settings at once", async () => {
    const { code, stdout, stderr } = await ended("start", [], {
      PORT: "http",
      AUTH_SECRET: "short",
      SUBGRAPHS: "nobody=http://x",
      LOG_LEVEL: "loud",
    });

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("4 settings are wrong");
    for (const name of [
      "PORT: http",
      "AUTH_SECRET: (5 bytes, not shown)",
      "SUBGRAPHS: nobody=http://x",
      "LOG_LEVEL: loud",
    ])
      expect(stderr).toContain(name);
  });

  it("refuses production without authentication", async () => {
    const { code, stderr } = await ended("start", [], { NODE_ENV: "production" });

    expect(code).toBe(1);
    expect(stderr).toContain("AUTH_SECRET or AUTH_JWKS_URL, because NODE_ENV is production");
  });

  it.each([
    ["nothing listens there", "postgres://ada:hunter2@127.0.0.1:1/customers", "nothing listens there"],
    [
      "there is no such host",
      "postgres://ada:hunter2@nowhere.invalid/customers",
      "no host has that name|cannot be resolved",
    ],
  ])("says in one line, without the password, that the database %s", async (_, url, reason) => {
    const { code, stderr } = await ended("start", [], { DATABASE_URL: url, LOG_LEVEL: "error" });

    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^DATABASE_URL cannot be used \\(database customers at .* as ada\\): .*(${reason}).*\\n$`),
    );
    expect(stderr).not.toContain("hunter2");
  });

  it.each([
    ["28P01", "the password is wrong"],
    ["3D000", "no database has that name"],
  ])("reports what the database refuses with %s", async (sqlState, reason) => {
    const database = createServer((socket) => {
      const fields = `SFATAL\0VFATAL\0C${sqlState}\0Mrefused for ada\0\0`;
      const head = Buffer.from([0x45, 0, 0, 0, 0]);
      head.writeInt32BE(fields.length + 4, 1);
      socket.once("data", () => socket.end(Buffer.concat([head, Buffer.from(fields)]))).on("error", () => undefined);
    });
    await new Promise<void>((done) => database.listen(0, "127.0.0.1", done));
    const { port } = database.address() as { port: number };

    const { code, stderr } = await ended("migrate", [], {
      DATABASE_URL: `postgres://ada:hunter2@127.0.0.1:${port}/customers`,
    });

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `DATABASE_URL cannot be used (database customers at 127.0.0.1:${port} as ada): ${reason}.\n`,
    });
    database.close();
  });

  it("says why its data folder cannot be used", async () => {
    const file = join(dataDir, "a-file");
    await writeFile(file, "");

    const { code, stderr } = await ended("start", [], { DATA_DIR: join(file, "data"), LOG_LEVEL: "error" });

    expect(code).toBe(1);
    expect(stderr).toContain("a-file");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("the commands", () => {
  it.each([
    ["start", []],
    ["gateway", ["--supergraph", "x"]],
    ["subgraph", ["identity"]],
    ["migrate", []],
    ["token", ["--tenant", "0198c0de-0000-7000-8000-000000000001"]],
  ] as const)("explain %s, and refuse unknown options", async (command, args) => {
    const [help, flag, argument] = await Promise.all([
      ended(command, ["--help"], {}),
      ended(command, [...args, "--colour"], {}),
      ended(command, [...args, "another"], {}),
    ]);

    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Usage: npm (run )?\w+/);
    expect(help.stdout).toContain("Environment");
    expect([flag.code, argument.code]).toEqual([1, 1]);
    expect(flag.stderr).toContain("unknown option '--colour'");
    expect(argument.stderr).toContain("too many arguments");
  });

  it("list the subgraphs when given an unknown one", async () => {
    const { code, stderr } = await ended("subgraph", ["billing"], {});

    expect(code).toBe(1);
    expect(stderr).toContain("identity, commercial, finance, contacts, directory");
  });

  it("migrate an empty database, list what ran, and find nothing to do the next time", async () => {
    const fresh = await dataFolder();

    const first = await ended("migrate", [], { DATA_DIR: fresh });
    const second = await ended("migrate", [], { DATA_DIR: fresh });

    expect(first.stdout).toMatch(/^identity\.\w+/);
    expect([first.code, second.code, second.stdout]).toEqual([0, 0, "up to date\n"]);
  });

  it("create no token without the secret, or with an invalid scope or tenant", async () => {
    const tenant = "0198c0de-0000-7000-8000-000000000001";
    const [open, scope, uuid] = await Promise.all([
      ended("token", ["--tenant", tenant], {}),
      ended("token", ["--tenant", tenant, "--scope", "customers:destroy"], { AUTH_SECRET }),
      ended("token", ["--tenant", "acme"], { AUTH_SECRET }),
    ]);

    expect([open.code, scope.code, uuid.code]).toEqual([1, 1, 1]);
    expect(open.stderr).toContain("Set AUTH_SECRET");
    expect(scope.stderr).toContain("customers:read");
    expect(uuid.stderr).toContain("Expected a UUID");
  });

  it("can be stopped while they start", async () => {
    const starting = run("start", [], env());
    await new Promise((resolve) => starting.child.stderr?.once("data", resolve));

    starting.child.kill("SIGTERM");

    expect(await starting.exit).toBe(0);
  });
});
