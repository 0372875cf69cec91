import { Command } from "commander";

const VARIABLES = {
  PORT: "the port to listen on; 0 for any free one (4000; subgraphs 4001 to 4005)",
  DATABASE_URL: "a PostgreSQL, postgres://user:password@host:5432/database (the embedded one)",
  DATA_DIR: "where the embedded PostgreSQL keeps its data (.data)",
  DEMO: "0 loads no demo data into an empty database (1; 0 in production)",
  AUTH_SECRET: "at least 32 bytes that sign and verify tokens (HS256)",
  AUTH_JWKS_URL: "the published keys of an identity provider, instead of AUTH_SECRET",
  AUTH_ISSUER: "the issuer that tokens must name (customer-graph with AUTH_SECRET)",
  AUTH_AUDIENCE: "the audience that tokens must name (customer-graph with AUTH_SECRET)",
  GATEWAY_SECRET: "at least 16 bytes that the gateway shows to subgraphs in other processes",
  SUBGRAPHS: "subgraphs in other processes: identity=http://…,commercial=… (all in this process)",
  WORKERS: "how many processes answer requests (1)",
  CORS_ORIGINS: "the origins whose pages may ask, with a comma between (Apollo Sandbox; none in production)",
  INTROSPECTION: "1 or 0: whether clients may read the schema (1; 0 in production)",
  METRICS_TOKEN: "at least 16 bytes, the bearer token for /metrics (without one: this machine only)",
  LOG_LEVEL: "fatal, error, warn, info, debug, trace or silent (info)",
  NODE_ENV: "production refuses to start without sign-in",
} as const;

export type Variable = keyof typeof VARIABLES;

const SERVER: readonly Variable[] = [
  "PORT",
  "AUTH_SECRET",
  "AUTH_JWKS_URL",
  "AUTH_ISSUER",
  "AUTH_AUDIENCE",
  "GATEWAY_SECRET",
  "INTROSPECTION",
  "METRICS_TOKEN",
  "LOG_LEVEL",
  "NODE_ENV",
];

export const VARIABLES_OF = {
  start: [...SERVER, "DATABASE_URL", "DATA_DIR", "DEMO", "SUBGRAPHS", "WORKERS", "CORS_ORIGINS"],
  gateway: [...SERVER, "SUBGRAPHS", "CORS_ORIGINS"],
  subgraph: [...SERVER, "DATABASE_URL", "DATA_DIR"],
  migrate: ["DATABASE_URL", "DATA_DIR", "LOG_LEVEL"],
  import: ["DATABASE_URL", "DATA_DIR", "LOG_LEVEL"],
  export: ["DATABASE_URL", "DATA_DIR", "LOG_LEVEL"],
  seed: ["DATABASE_URL", "DATA_DIR", "LOG_LEVEL"],
  token: ["AUTH_SECRET", "AUTH_ISSUER", "AUTH_AUDIENCE"],
} as const satisfies Record<string, readonly Variable[]>;

const table = (names: readonly Variable[]): string =>
  names.map((name) => `  ${name.padEnd(16)}${VARIABLES[name]}`).join("\n");

/** A command of this project: its environment told by `--help`, and nothing accepted that it does not know. */
export const createCommand = (name: keyof typeof VARIABLES_OF, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(--help tells what is accepted)")
    .addHelpText("after", `\nEnvironment (and what holds when it is not set):\n${table(VARIABLES_OF[name])}`);
