import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { medianOf } from "../../support/median.ts";
import { type Contestant, startDefault, startSplit } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import { inTurn, repeated } from "./load.ts";
import type { Workload } from "./workloads.ts";

const SLOWED = "contacts";
const PAUSE_MS = 100;
const WARM_UP = 10;
const ALONE = 10;

/** How long W2 takes alone, in milliseconds. */
export interface Slowed {
  readonly title: string;
  readonly usual: number;
  readonly slowed: number;
}

/** An address that passes requests on after a pause. */
const slowedDown = async (url: () => string) => {
  const server = createServer(async (asked, answer) => {
    await sleep(PAUSE_MS);
    const { method, headers, url: path } = asked;
    const passed = request(new URL(path ?? "/", url()), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
};

const aloneOf = async (url: string, token: string, bodies: readonly string[]): Promise<number> => {
  await inTurn({ url, token }, repeated(bodies), WARM_UP);
  return medianOf((await inTurn({ url, token }, repeated(bodies), ALONE)).map(({ milliseconds }) => milliseconds));
};

/** Starts those that ask their subgraphs over HTTP once more, with one facet slowed. */
export const measureSlowFacet = async (
  contestants: readonly Contestant[],
  { bodies }: Workload,
  database: BenchDatabase,
): Promise<Slowed[]> => {
  const results: Slowed[] = [];
  for (const [name, start] of Object.entries({ default: startDefault, split: startSplit })) {
    const contestant = contestants.find((each) => each.name === name);
    if (!contestant) continue;
    let target = "";
    const proxy = await slowedDown(() => target);
    const processes = await start(database, (facet, url) => {
      if (facet !== SLOWED) return url;
      target = url;
      return proxy.url;
    });
    const usual = await aloneOf(contestant.url, database.token, bodies);
    const slowed = await aloneOf(`${processes[0]?.url}/graphql`, database.token, bodies);
    results.push({ title: contestant.title, usual, slowed });
    await Promise.all(processes.map((each) => each.stop()));
    proxy.close();
  }
  process.stderr.write("W6: a slow facet\n");
  return results;
};
