import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveApollo } from "./apollo.ts";
import type { Urls } from "./kinds.ts";
import { compose, subgraphSchema } from "./schemas.ts";

const FOLDER = join(tmpdir(), "customer-graph-bench");
const PACKAGES = ["@apollo/gateway@2.14.4", "@apollo/server@5.5.1", "@apollo/subgraph@2.14.4", "graphql@16.15.0"];

/**
 * `@apollo/gateway` is 249 packages under the Elastic licence: it is not part of the project and installed only for
 * measuring.
 */
export const installDefaultGateway = (): void => {
  if (existsSync(join(FOLDER, "node_modules", "@apollo", "gateway"))) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), '{"private":true}');
  const options = ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...PACKAGES];
  execFileSync("npm", options, { cwd: FOLDER, stdio: "inherit" });
};

const required = (name: string) => createRequire(join(FOLDER, "package.json"))(name);

/** The result of following its documentation: Apollo Server with its defaults over `ApolloGateway`. */
export const serveDefaultGateway = (urls: Urls): Promise<string> => {
  const { ApolloServer } = required("@apollo/server");
  const { ApolloGateway } = required("@apollo/gateway");
  const gateway = new ApolloGateway({ supergraphSdl: compose(urls).supergraphSdl });
  return serveApollo(new ApolloServer({ gateway }), () => ({}));
};

/** A subgraph of that default: Apollo Server with its defaults. */
export const serveDefaultSubgraph = async (name: string): Promise<string> => {
  const { ApolloServer } = await import("@apollo/server");
  return serveApollo(new ApolloServer({ schema: subgraphSchema(name) }), () => ({}));
};
