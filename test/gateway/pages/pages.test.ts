import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { takeLock } from "../../../cli/pages/lock.ts";
import { explorerAbsent } from "../../../gateway/pages/missing.ts";
import type { PageState } from "../../../gateway/pages/page.ts";
import { pageRoutes } from "../../../gateway/pages/routes.ts";
import { serveRoutes } from "../../support/serve-routes.ts";

const SCRIPT = `console.log("${"customers ".repeat(200)}");\n`;
const FILES = {
  "index.html": "<!doctype html><title>Customers</title>",
  "icon.svg": "<svg/>",
  ".sources": "a hash",
  "assets/index-abc.js": SCRIPT,
  "assets/index-abc.js.gz": gzipSync(SCRIPT),
  "assets/font-def.ttf": "a font",
};

let folder: string;
let states: { app: PageState; explorer: PageState };
const servers: Awaited<ReturnType<typeof serveRoutes>>[] = [];

const serving = async (explorable: boolean): Promise<string> => {
  const source = (name: "app" | "explorer") => ({ folder: join(folder, name), state: async () => states[name] });
  const server = await serveRoutes(pageRoutes({ app: source("app"), explorer: source("explorer"), explorable }));
  servers.push(server);
  return server.url;
};

/** Requests a path verbatim; `fetch` would normalize it. */
const statusOf = (url: string, path: string, method = "GET"): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject).end();
  });

const text = async (url: string): Promise<string> => (await fetch(url)).text();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "customer-graph-pages-"));
  await writeFile(join(folder, "secret.txt"), "not for the web");
  for (const page of ["app", "explorer"]) {
    for (const [name, content] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, page, name)), { recursive: true });
      await writeFile(join(folder, page, name), content);
    }
  }
});

beforeEach(() => {
  states = { app: "ready", explorer: "ready" };
});

afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe("A page", () => {
  let url: string;

  beforeAll(async () => {
    url = await serving(true);
  });

  it("is never cached, and has a policy that allows only this server's scripts", async () => {
    const page = await fetch(`${url}/app`);

    expect(page.status).toBe(200);
    expect(await page.text()).toBe(FILES["index.html"]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    const policy = page.headers.get("content-security-policy");
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; connect-src 'self'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it.each(["/app/", "/app/customers", "/app/customers/0198c0de-0000-7000-8000-00000000000a", "/app/board?stage=LEAD"])(
    "answers for its own paths, such as %s",
    async (path) => expect(await text(url + path)).toBe(FILES["index.html"]),
  );

  it("has files that never change and are cached forever", async () => {
    const script = await fetch(`${url}/app/assets/index-abc.js`);

    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await script.text()).toBe(SCRIPT);
    expect((await fetch(`${url}/app/assets/font-def.ttf`)).headers.get("content-type")).toBe("font/ttf");
  });

  it("makes browsers revalidate files without a hash in their name", async () => {
    const icon = await fetch(`${url}/app/icon.svg`);

    expect(icon.headers.get("content-type")).toBe("image/svg+xml");
    expect(icon.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["gzip, br", true],
    ["gzip;q=0.5", true],
    ["identity", false],
    ["gzip;q=0", false],
  ])("is compressed for a client that accepts %s: %s", async (accepted, isCompressed) => {
    const { hostname, port } = new URL(url);
    const path = "/app/assets/index-abc.js";

    const response = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const asked = request({ hostname, port, path, headers: { "accept-encoding": accepted } }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        resolve({ encoding: answer.headers["content-encoding"], body: Buffer.concat(chunks) });
      });
      asked.on("error", reject).end();
    });

    expect(response.encoding).toBe(isCompressed ? "gzip" : undefined);
    expect(String(isCompressed ? gunzipSync(response.body) : response.body)).toBe(SCRIPT);
  });

  it("answers HEAD with its length, and accepts no other method", async () => {
    const head = await fetch(`${url}/app`, { method: "HEAD" });

    expect(head.headers.get("content-length")).toBe(String(FILES["index.html"].length));
    expect(await head.text()).toBe("");
    const post = await fetch(`${url}/app`, { method: "POST", body: "x" });
    expect(post.status).toBe(405);
    expect(post.headers.get("allow")).toBe("GET, HEAD");
  });

  it.each([
    "/app/../secret.txt",
    "/app/assets/../../../secret.txt",
    "/app/assets/..%2f..%2f..%2fsecret.txt",
    "/app/%2e%2e/%2e%2e/secret.txt",
    "/app/assets/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "/app/..%5c..%5csecret.txt",
    "/app/assets//etc/passwd",
    "/app/assets/none.js",
    "/explorer/../app/index.html",
    "/explorer/none",
  ])("has nothing at %s", async (path) => expect(await statusOf(url, path)).toBe(404));

  it("does not serve the build's internal files", async () => {
    expect(await text(`${url}/app/.sources`)).not.toContain("a hash");
  });

  it("finds the files of a build that has replaced another", async () => {
    expect(await statusOf(url, "/app/assets/index-new.js")).toBe(404);
    await writeFile(join(folder, "app/assets/index-new.js"), "1;");

    expect(await text(`${url}/app/assets/index-new.js`)).toBe("1;");
  });

  it("says that it is being built, and reloads itself without a script", async () => {
    states.explorer = "building";

    const page = await fetch(`${url}/explorer`);

    expect(page.status).toBe(503);
    expect(page.headers.get("cache-control")).toBe("no-store");
    const html = await page.text();
    expect(html).toContain('<meta http-equiv="refresh" content="1">');
    expect(html).not.toContain("<script");
    expect((await fetch(`${url}/app`)).status).toBe(200);
  });

  it("says why it could not be built, as text", async () => {
    states.app = { failed: "Unexpected <script>alert(1)</script>" };

    const page = await fetch(`${url}/app/customers`);

    expect(page.status).toBe(500);
    expect(await page.text()).toContain("<pre>Unexpected &lt;script&gt;alert(1)&lt;/script&gt;</pre>");
  });
});

describe("A page that was never built", () => {
  beforeEach(() => {
    states = { app: "absent", explorer: "absent" };
  });

  it("says how to get the explorer, and what there is meanwhile", async () => {
    const url = await serving(true);

    const page = await fetch(`${url}/explorer`);

    expect(page.status).toBe(404);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain("<p>Run npm run build, which installs and builds it, then reload this page.</p>");
    expect(html).toContain(
      `href="https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(`${url}/graphql`)}"`,
    );
    expect(html).toContain('href="/app"');
  });

  it.each([
    ["graph.example", "?endpoint=https%3A%2F%2Fgraph.example%2Fgraphql"],
    ["graph.example:4000", "?endpoint=https%3A%2F%2Fgraph.example%3A4000%2Fgraphql"],
    ["localhost:4000", "?endpoint=http%3A%2F%2Flocalhost%3A4000%2Fgraphql"],
    ["[::1]:4000", "?endpoint=http%3A%2F%2F%5B%3A%3A1%5D%3A4000%2Fgraphql"],
    ['"><script>', ""],
  ])("lets Apollo Sandbox ask the server that was reached as %s", (host, endpoint) => {
    const { links = [] } = explorerAbsent({ headers: { host } });

    expect(links.map(({ href }) => href)).toEqual([
      `https://studio.apollographql.com/sandbox/explorer${endpoint}`,
      "/app",
    ]);
  });

  it("says how to get the app", async () => {
    const page = await fetch(`${await serving(true)}/app`);

    expect(page.status).toBe(404);
    expect(await page.text()).toContain("Run npm run build");
  });
});

describe("The explorer", () => {
  it("may create styles, and start workers of this server", async () => {
    const policy = (await fetch(`${await serving(true)}/explorer`)).headers.get("content-security-policy");

    expect(policy).toMatch(/script-src 'self';.*style-src 'self' 'unsafe-inline';.*worker-src 'self'/);
  });

  it.each(["/explorer", "/"])("is not at %s where the schema is hidden, and says why", async (path) => {
    const page = await fetch((await serving(false)) + path);

    expect(page.status).toBe(404);
    expect(await page.text()).toContain("INTROSPECTION");
  });

  it("serves none of its files where the schema is hidden", async () => {
    const url = await serving(false);

    expect(await statusOf(url, "/explorer/assets/index-abc.js")).toBe(404);
    expect(await statusOf(url, "/app")).toBe(200);
  });
});

describe("The lock of a build", () => {
  it("is held by one at a time", async () => {
    const path = join(folder, "one.lock");
    const events: string[] = [];

    const work = async (name: string): Promise<void> => {
      const release = await takeLock(path);
      events.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} out`);
      release();
    };
    await Promise.all([work("a"), work("b"), work("c")]);

    const names = events.filter((_, at) => at % 2 === 0).map((event) => event[0]);
    expect(events).toEqual(names.flatMap((name) => [`${name} in`, `${name} out`]));
  });

  it("is taken from a process that has died", async () => {
    const path = join(folder, "left.lock");
    await writeFile(path, "999999999 left");

    const release = await takeLock(path);

    expect(await readFile(path, "utf8")).toMatch(new RegExp(`^${process.pid} `));
    release();
    await expect(readFile(path)).rejects.toThrow("ENOENT");
  });
});
