import { Session } from "node:inspector/promises";
import type { DocumentNode } from "graphql";
import { parse } from "graphql";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import { Lru } from "../../platform/lru.ts";
import { compose, subgraphSchema } from "./schemas.ts";

/** Whether memory stays flat while requests bring ever more distinct documents than the caches hold, and the supergraph is reloaded. */
const REQUESTS = Number(process.env.REQUESTS ?? 1_000_000);
const DOCUMENTS = 5_000;
const REPORTS = 20;
/** Like Apollo Server, which keeps parsed documents in a bounded store. */
const DOCUMENTS_KEPT = 1_000;

/** The inspector's collection also drops unused compiled code; `gc()` keeps it, which looks like a leak. */
const inspector = new Session();
inspector.connect();

const FIELDS = ["displayName", "legalName", "code", "accountNumber", "status", "version", "createdAt", "primaryEmail"];
const SUBGRAPHS = [
  "relationship { funnelStage }",
  "finance { taxNumber }",
  "contacts { name }",
  "billingAddress { city }",
];

const textOf = (n: number) => {
  const fields = FIELDS.filter((_, bit) => (n >> bit) & 1).map((field) => `a${n % 7}_${field}: ${field}`);
  return `query Q${n} { customer(id: "00000000-0000-4000-8000-0000000000${10 + (n % 40)}") { id ${fields.join(" ")} ${SUBGRAPHS[n % SUBGRAPHS.length]} } }`;
};

/** A few documents come often and most rarely: rank follows Zipf's law. */
const weights = Array.from({ length: DOCUMENTS }, (_, rank) => 1 / (rank + 1));
const total = weights.reduce((a, b) => a + b);
const cumulated: number[] = [];
for (const weight of weights) cumulated.push((cumulated.at(-1) ?? 0) + weight / total);
let state = 20_261_121;
/** Mulberry32: small, repeatable, and with a period of 2^32. */
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
const drawn = () => {
  const wanted = random();
  let [low, high] = [0, DOCUMENTS - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulated[middle] ?? 1) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

const { supergraphSdl } = compose({});
const gateway = await createGateway({
  supergraphSdl,
  transports: (name) => inProcess({ name, schema: subgraphSchema(name), createContext: () => ({}) }),
});
const viewer = { subject: "bench", tenantId: "t", workspaceIds: [], workspaceId: null, scopes: new Set<never>() };
const documents = new Lru<number, DocumentNode>(DOCUMENTS_KEPT);

const asked = new Set<number>();

const ask = async () => {
  const n = drawn();
  asked.add(n);
  const document = documents.get(n) ?? parse(textOf(n));
  documents.set(n, document);
  const { data, errors } = await gateway.execute({
    document,
    context: { viewer, authorization: undefined, requestId: "m" },
  });
  if (errors || !data?.customer) throw new Error(`document ${n}: ${errors?.[0]?.message}`);
};

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1);
const print = (line: string) => process.stdout.write(`${line}\n`);

print(
  "| requests | distinct documents | heap after collection, MB | resident, MB | operations kept | hits | seconds |",
);
print("|---:|---:|---:|---:|---:|---:|---:|");
for (let report = 1; report <= REPORTS; report++) {
  for (let sent = 0; sent < REQUESTS / REPORTS; sent += 10) await Promise.all(Array.from({ length: 10 }, ask));
  const { hits, misses, size } = gateway.statistics().operations;
  await inspector.post("HeapProfiler.collectGarbage");
  const { heapUsed, rss } = process.memoryUsage();
  const share = `${((100 * hits) / (hits + misses)).toFixed(1)} %`;
  print(
    `| ${(report * REQUESTS) / REPORTS} | ${asked.size} | ${megabytes(heapUsed)} | ${megabytes(rss)} | ${size} | ${share} | ${(performance.now() / 1_000) | 0} |`,
  );
  if (report % 5 === 0) await gateway.replaceSupergraph(`${supergraphSdl}\n# reload ${report}`);
}
await gateway.stop();
