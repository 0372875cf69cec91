import type { ChildProcess } from "node:child_process";
import { projectFile } from "../../../platform/project.ts";
import { type Served, served, servedBy } from "../../support/command.ts";
import { SUBGRAPHS } from "../peers/schema.ts";
import type { BenchDatabase } from "./database.ts";

/** One way to serve the graph. */
export interface Contestant {
  readonly name: ContestantName;
  readonly title: string;
  /** Where the requests go. */
  readonly url: string;
  readonly processes: readonly ChildProcess[];
  stop(): Promise<void>;
}

interface Kind {
  readonly title: string;
  /** Starts its processes, that which receives the requests first. */
  readonly start: (database: BenchDatabase) => Promise<readonly Served[]>;
}

/** The address of a subgraph for its gateway, by its name and its own address. */
type AddressOf = (name: string, url: string) => string;

const itself: AddressOf = (_, url) => url;

const OURS = ["identity", "commercial", "finance", "contacts", "directory"];

/** A gateway and its subgraphs. */
export const startSplit = async ({ env }: BenchDatabase, addressOf = itself): Promise<Served[]> => {
  const subgraphs = await Promise.all(OURS.map((name) => served("subgraph", [name], env)));
  const urls = subgraphs.map(({ url }, n) => `${OURS[n]}=${addressOf(OURS[n] ?? "", url)}/graphql`);
  const supergraph = projectFile("schema/supergraph.graphql");
  return [await served("gateway", ["--supergraph", supergraph], { ...env, SUBGRAPHS: urls.join(",") }), ...subgraphs];
};

const startPeer = ({ adminUrl, env }: BenchDatabase, args: readonly string[], urls = {}): Promise<Served> =>
  servedBy("bench/graph/serve", args, { ...env, DATABASE_URL: adminUrl, URLS: JSON.stringify(urls) });

/** The same as the default. */
export const startDefault = async (database: BenchDatabase, addressOf = itself): Promise<Served[]> => {
  const names = Object.keys(SUBGRAPHS);
  const subgraphs = await Promise.all(names.map((name) => startPeer(database, ["default-subgraph", name])));
  const urls = Object.fromEntries(subgraphs.map(({ url }, n) => [names[n], addressOf(names[n] ?? "", url)]));
  return [await startPeer(database, ["default-gateway"], urls), ...subgraphs];
};

/** The contestants, in the order of the tables. */
export const KINDS = {
  default: {
    title: "Apollo Server, `@apollo/gateway` and four Apollo subgraphs, TypeORM (the default)",
    start: (database) => startDefault(database),
  },
  monolith: {
    title: "a monolith on Apollo Server, SQL by hand",
    start: async (database) => [await startPeer(database, ["monolith"])],
  },
  floor: {
    title: "one JSON statement per query on `node:http` (the floor)",
    start: async (database) => [await startPeer(database, ["floor"])],
  },
  ours: { title: "this graph in one process", start: async ({ env }) => [await served("start", [], env)] },
  workers: {
    title: "this graph, `WORKERS=2`",
    start: async ({ env }) => [await served("start", [], { ...env, WORKERS: "2" })],
  },
  split: { title: "this graph, gateway and five subgraphs over HTTP", start: (database) => startSplit(database) },
} satisfies Record<string, Kind>;

export type ContestantName = keyof typeof KINDS;

export const NAMES = Object.keys(KINDS) as ContestantName[];

export const startContestant = async (name: ContestantName, database: BenchDatabase): Promise<Contestant> => {
  const { title, start } = KINDS[name] as Kind;
  const all = await start(database);
  return {
    name,
    title,
    url: `${all[0]?.url}/graphql`,
    processes: all.map(({ child }) => child),
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
    },
  };
};
