import { serveDefaultGateway, serveDefaultSubgraph } from "./peers/default/serve.ts";
import type { PeerEnvironment } from "./peers/environment.ts";
import { serveFloor } from "./peers/floor.ts";
import { serveMonolith } from "./peers/monolith/serve.ts";

// A process of a peer: `serve.js KIND [NAME]`. It prints its address once it is ready, and ends with the process that started it.

const KINDS: Readonly<Record<string, (environment: PeerEnvironment) => Promise<string>>> = {
  "default-gateway": serveDefaultGateway,
  "default-subgraph": serveDefaultSubgraph,
  monolith: serveMonolith,
  floor: serveFloor,
};

const { DATABASE_URL: databaseUrl = "", AUTH_SECRET: secret = "", URLS: urls = "{}" } = process.env;
const [kind = "", name = ""] = process.argv.slice(2);
const serve = KINDS[kind];
if (!serve) throw new Error(`There is no peer "${kind}".`);
const url = await serve({ databaseUrl, secret, name, urls: JSON.parse(urls) });
process.stdout.write(`ready ${url.replace("127.0.0.1", "localhost").replace(/\/$/, "")}\n`);
