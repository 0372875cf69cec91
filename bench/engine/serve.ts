import { serveDefaultGateway, serveDefaultSubgraph } from "./default-gateway.ts";
import { KINDS } from "./kinds.ts";

/** A process under measurement: it reports its URL, and its CPU use on request. */
const [kind = "", argument = "", urls = "{}"] = process.argv.slice(2);

const kinds: typeof KINDS = {
  ...KINDS,
  "default-gateway": serveDefaultGateway,
  "default-subgraph": (_, name) => serveDefaultSubgraph(name),
};

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1_000 });
});
process.on("disconnect", () => process.exit());

const serve = kinds[kind];
if (!serve) throw new Error(`There is no kind "${kind}".`);
process.send?.({ url: await serve(JSON.parse(urls), argument) });
