import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SOURCES } from "../../../cli/pages/sources.ts";
import { projectFile } from "../../../platform/project.ts";
import { createDatabase } from "../../support/postgres.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../../support/secrets.ts";
import { build } from "../../support/server-process.ts";
import { TEMPLATE } from "../../support/template.ts";

const PAGE = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="./main.ts"></script></html>`;

let project: string;
let databaseUrl: string;
const running = new Set<ChildProcess>();

const write = (name: string, text: string): Promise<void> => writeFile(join(project, name), text);

/** Runs a command of the copied project. */
const run = ([command, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>> = {}) => {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [join(project, "dist/cli", command), ...args], {
    cwd: project,
    env: { PATH, HOME, PORT: "0", DEMO: "0", DATABASE_URL: databaseUrl, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  return { child, said };
};

/** Serves the pages with the gateway alone, which starts faster than the whole graph. */
const GATEWAY = ["gateway.js", "--supergraph", "schema/supergraph.graphql"] as const;

const start = async (env?: Readonly<Record<string, string>>, command: readonly [string, ...string[]] = GATEWAY) => {
  const { child, said } = run(command, env);
  for (;;) {
    const port = /^ready http:\/\/localhost:(\d+)$/m.exec(said.out)?.[1];
    if (port) return { child, said, url: `http://127.0.0.1:${port}` };
    if (child.exitCode !== null) throw new Error(said.err);
    await sleep(20);
  }
};

const stop = async (child: ChildProcess): Promise<number | null> => {
  child.kill("SIGTERM");
  const [code] = await once(child, "close");
  return code as number | null;
};

/** Reloads a page as a browser does, until it is no longer reported as being built. */
const loaded = async (url: string): Promise<Response> => {
  for (;;) {
    const page = await fetch(url);
    if (page.status !== 503) return page;
    await page.text();
    await sleep(100);
  }
};

const scriptOf = async (url: string): Promise<string> => {
  const path = /src="([^"]+)"/.exec(await (await loaded(`${url}/app`)).text())?.[1];
  return (await fetch(`${url}${path}`)).text();
};

const builds = (said: { readonly err: string }): number => said.err.match(/"a page was built"/g)?.length ?? 0;

// Works on a copy of the project with small pages, so that sources can be changed and broken.
beforeAll(async () => {
  await build();
  ({ adminUrl: databaseUrl } = await createDatabase("customer_graph_pages", TEMPLATE));
  project = await mkdtemp(join(tmpdir(), "customer-graph-copy-"));
  const kept = ["dist", "schema", "package.json", "package-lock.json"];
  const filter = (path: string): boolean => !path.startsWith(projectFile("dist/pages"));
  for (const name of kept) await cp(projectFile(name), join(project, name), { recursive: true, filter });
  await symlink(projectFile("node_modules"), join(project, "node_modules"));
  await mkdir(join(project, "client/app"), { recursive: true });
  await cp(projectFile("client/vite.config.ts"), join(project, "client/vite.config.ts"));
  await write("client/app/index.html", PAGE);
});

beforeEach(async () => {
  await rm(join(project, "dist/pages"), { recursive: true, force: true });
  await write("client/app/main.ts", "document.title = 'first';");
});

afterAll(async () => {
  for (const child of running) await stop(child);
  await rm(project, { recursive: true, force: true });
});

/** A file of `client/` with everything it imports, directly or indirectly. */
const takenBy = (file: string, taken = new Set<string>()): Set<string> => {
  if (taken.has(file)) return taken;
  taken.add(file);
  const text = readFileSync(projectFile("client", file), "utf8");
  for (const [, path = ""] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g))
    takenBy(join(dirname(file), path), taken);
  for (const [, path = ""] of text.matchAll(/\.glob[^(]*\("(\.[^"]+)\/\*/g)) taken.add(join(dirname(file), path));
  return taken;
};

describe("The sources of a page", () => {
  it.each([
    ["app", "app/main.tsx"],
    ["explorer", "explorer/main.tsx"],
  ] as const)("are known completely, so that any change in them rebuilds %s", (page, script) => {
    const taken = new Set([...takenBy(script)].map((path) => path.split("/")[0]));

    expect([...taken, "vite.config.ts"].sort()).toEqual([...SOURCES[page]].sort());
  });
});

describe("The explorer, which has packages of its own", () => {
  /** Writes a small explorer with one dependency: a local folder, or a package that cannot be downloaded. */
  const writeExplorer = async (version: string, entries: object): Promise<void> => {
    await mkdir(join(project, "client/explorer/small"), { recursive: true });
    await write("client/explorer/small/package.json", '{ "name": "small", "version": "1.0.0", "main": "index.js" }');
    await write("client/explorer/small/index.js", "export const TITLE = 'explored';");
    await write("client/explorer/index.html", PAGE);
    await write("client/explorer/main.ts", 'import { TITLE } from "small"; document.title = TITLE;');
    const root = { name: "an-explorer", dependencies: { small: version } };
    const lock = { name: "an-explorer", lockfileVersion: 3, requires: true, packages: { "": root, ...entries } };
    await write("client/explorer/package.json", JSON.stringify(root));
    await write("client/explorer/package-lock.json", JSON.stringify(lock));
  };
  const writeInstallable = () =>
    writeExplorer("file:./small", {
      "node_modules/small": { resolved: "small", link: true },
      small: { version: "1.0.0" },
    });
  /** Nothing listens on this port. */
  const OFFLINE = { npm_config_registry: "http://127.0.0.1:9/", npm_config_fetch_retries: "0" };

  afterEach(() => rm(join(project, "client/explorer"), { recursive: true, force: true }));

  it("is not installed by the server, which says how to get it, and shows it once it is built", async () => {
    await writeInstallable();
    const { child, url } = await start();

    const page = await fetch(`${url}/explorer`);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("Run npm run build, which installs and builds it");
    expect(existsSync(join(project, "client/explorer/node_modules"))).toBe(false);

    const built = run(["build-pages.js"], OFFLINE);
    expect(await once(built.child, "close")).toEqual([0, null]);
    expect(built.said.out).toContain("Installing the packages of the explorer into client/explorer/node_modules");
    let found = page.status;
    while (found === 404) {
      await sleep(20);
      found = (await fetch(`${url}/explorer`)).status;
    }
    expect(found).toBe(200);
    await stop(child);
  });

  it("is installed once, and built by the server when its sources change", async () => {
    await writeInstallable();
    await once(run(["build-pages.js"]).child, "close");
    await write("client/explorer/main.ts", "document.title = 'changed';");

    const { child, said, url } = await start();
    expect((await loaded(`${url}/explorer`)).status).toBe(200);
    expect(builds(said)).toBe(1);
    await stop(child);

    const again = run(["build-pages.js"]);
    await once(again.child, "close");
    expect(again.said.out).toBe("");
  });

  it("is left out with one message where its packages cannot be installed, and the rest is built", async () => {
    await writeExplorer("1.0.0", { "node_modules/small": { version: "1.0.0" } });

    const { child, said } = run(["build-pages.js"], OFFLINE);

    expect(await once(child, "close")).toEqual([1, null]);
    expect(said.err).toBe(
      "The explorer was not built: npm could not install its packages (ECONNREFUSED). Everything else was built. " +
        "Run npm run build again where a package registry can be reached.\n",
    );
    expect(existsSync(join(project, "dist/pages/app/index.html"))).toBe(true);
    expect(existsSync(join(project, "dist/pages/explorer"))).toBe(false);
  });
});

describe("The build of a page", () => {
  it("runs on the first request for the page, and not again until its sources change", async () => {
    const first = await start();
    expect((await fetch(`${first.url}/app`)).status).toBe(503);
    expect(await scriptOf(first.url)).toContain("first");
    expect(builds(first.said)).toBe(1);
    await stop(first.child);

    const again = await start();
    expect((await fetch(`${again.url}/app`)).status).toBe(200);
    expect(builds(again.said)).toBe(0);
    await stop(again.child);

    await write("client/app/main.ts", "document.title = 'second';");
    const changed = await start();
    expect(await scriptOf(changed.url)).toContain("second");
    expect(builds(changed.said)).toBe(1);
    await stop(changed.child);
  });

  it("is shown and logged when it fails, and is retried", async () => {
    await write("client/app/main.ts", "const const = 1;");
    const { child, said, url } = await start();

    const failed = await loaded(`${url}/app`);

    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain("main.ts");
    expect(said.err).toContain('"msg":"a page could not be built"');
    expect((await fetch(`${url}/livez`)).status).toBe(200);

    await write("client/app/main.ts", "document.title = 'mended';");
    while ((await loaded(`${url}/app`)).status === 500) await sleep(100);
    expect(await scriptOf(url)).toContain("mended");
    await stop(child);
  });

  it("reports its errors only to the log in production", async () => {
    await write("client/app/main.ts", "const const = 1;");
    const { child, said, url } = await start({ NODE_ENV: "production", AUTH_SECRET, GATEWAY_SECRET });

    const failed = await (await loaded(`${url}/app`)).text();

    expect(failed).toContain("could not be built");
    expect(failed).not.toContain(project);
    expect(failed).not.toContain("main.ts");
    expect(said.err).toContain("main.ts");
    await stop(child);
  });

  it("ends with the process and leaves nothing behind", async () => {
    const { child, said, url } = await start();
    expect((await fetch(`${url}/app`)).status).toBe(503);

    expect(await stop(child)).toBe(0);

    expect(said.err).not.toContain("could not be built");
    expect(existsSync(join(project, "dist/pages/app.lock"))).toBe(false);
    expect(await readdir(join(project, "dist/pages")).catch(() => [])).not.toContainEqual(
      expect.stringMatching(/^app-/),
    );
  });

  it("is shared by workers and other processes that build", async () => {
    const { child, url } = await start({ WORKERS: "2" }, ["start.js"]);
    const others = [run(["build-pages.js"]), run(["build-pages.js"])].map(
      async (other) => (await once(other.child, "close"))[0],
    );

    const pages = await Promise.all([1, 2, 3, 4].map(() => loaded(`${url}/app`)));

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await scriptOf(url)).toContain("first");
    expect(await Promise.all(others)).toEqual([1, 1]); // The copy has no explorer to build.
    await stop(child);
  });

  it("serves the existing build where there are no sources", async () => {
    await once(run(["build-pages.js"]).child, "close");
    const sources = join(project, "client");
    await cp(sources, `${sources}-away`, { recursive: true });
    await rm(sources, { recursive: true });
    const { child, url } = await start();

    expect(await scriptOf(url)).toContain("first");
    const explorer = await loaded(`${url}/explorer`);
    expect(explorer.status).toBe(404);
    expect(await explorer.text()).toContain("npm run build");

    await stop(child);
    await cp(`${sources}-away`, sources, { recursive: true });
  });
});
