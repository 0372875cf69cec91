/** What each setting is for, and in brackets what holds without it. docs/operating.md tells more. */
const VARIABLES = {
  PORT: "the port to listen on; 0 for any free one (4000; subgraphs 4001 to 4005)",
  DATABASE_URL: "a PostgreSQL, postgres://user:password@host:5432/database (the embedded one)",
  DATABASE_POOL_SIZE: "connections to the database for requests, in each process (10)",
  DATABASE_MAX_CONNECTIONS: "connections of all workers together, one of each for /readyz (80)",
  DATABASE_POOLING: "session or transaction: for how long a pooler before the server gives out a connection (session)",
  DATABASE_PREPARED_STATEMENTS: "1 or 0: whether the pooler keeps prepared statements (1; by transaction 0)",
  READ_DATABASE_URL: "a replica of DATABASE_URL's server, which queries are read from (DATABASE_URL)",
  READ_DATABASE_MAX_LAG: "seconds that it may be behind before nothing is read from it (10)",
  MIGRATION_DATABASE_URL: "the same PostgreSQL as the owner of its schemas, without a pooler between (DATABASE_URL)",
  DATA_DIR: "where the embedded PostgreSQL keeps its data (.data)",
  DEMO: "0 loads no demo data into an empty database (1; 0 in production)",
  AUTH_SECRET: "at least 32 bytes that sign and verify tokens (HS256); several with a comma between",
  AUTH_JWKS_URL: "the published keys of an identity provider, instead of AUTH_SECRET",
  AUTH_ISSUER: "the issuer that tokens must name (customer-graph with AUTH_SECRET)",
  AUTH_AUDIENCE: "the audience that tokens must name (customer-graph with AUTH_SECRET)",
  GATEWAY_SECRET: "at least 16 bytes that the gateway shows to subgraphs in other processes",
  SUBGRAPHS: "subgraphs in other processes: identity=http://…,commercial=… (all in this process)",
  WORKERS: "how many processes answer requests (1)",
  CORS_ORIGINS: "the origins whose pages may ask, with a comma between (Apollo Sandbox; none in production)",
  INTROSPECTION: "1 or 0: whether clients may read the schema (1; 0 in production)",
  TRUSTED_DOCUMENTS: "a manifest of the only operations to answer (any are answered)",
  MAX_COST: "the most that an operation may cost, by the weights of the schema (20000)",
  MAX_DEPTH: "fields inside fields of a document (15)",
  MAX_FIELDS: "its fields (1000)",
  MAX_ROOT_FIELDS: "its fields at the top (20)",
  MAX_ALIASES: "its aliases (30)",
  MAX_DIRECTIVES: "its directives (40)",
  MAX_TOKENS: "its words and signs (2000)",
  MAX_CHARACTERS: "its characters (50000)",
  REQUEST_TIMEOUT: "seconds from the head of a request to its answer (30)",
  SUBGRAPH_TIMEOUT: "seconds that a read may take in a subgraph of another process (10, or REQUEST_TIMEOUT)",
  STATEMENT_TIMEOUT: "seconds after which PostgreSQL ends a statement by itself (5 more than REQUEST_TIMEOUT)",
  MAX_BODY: "bytes of a request's body (1048576)",
  MAX_ANSWER: "characters of an answer (33554432)",
  MAX_READ: "characters that a request may read from the database, in each process (67108864)",
  MAX_HELD: "bytes of bodies that still come and answers not taken yet, in each process (134217728)",
  MAX_CONCURRENCY: "requests in work at once, in each process (100)",
  MAX_CONNECTIONS: "connections of clients, in each process (5000)",
  RATE_LIMIT_TENANT: "requests of a tenant in a second; 0 is no limit (1000; 0 without sign-in)",
  RATE_LIMIT_SUBJECT: "requests of one of its subjects in a second; 0 is no limit (100; 0 without sign-in)",
  METRICS_TOKEN: "at least 16 bytes, the bearer token for /metrics (without one: this machine only)",
  LOG_LEVEL: "fatal, error, warn, info, debug, trace or silent (info)",
  NODE_ENV: "production refuses to start without sign-in",
} as const;

type Variable = keyof typeof VARIABLES;

const STORE: readonly Variable[] = ["DATABASE_URL", "DATA_DIR"];

const POOLED_STORE: readonly Variable[] = [...STORE, "DATABASE_POOLING", "DATABASE_PREPARED_STATEMENTS"];

const REPLICA: readonly Variable[] = ["READ_DATABASE_URL", "READ_DATABASE_MAX_LAG"];

const SERVER: readonly Variable[] = [
  "PORT",
  "AUTH_SECRET",
  "AUTH_JWKS_URL",
  "AUTH_ISSUER",
  "AUTH_AUDIENCE",
  "GATEWAY_SECRET",
  "INTROSPECTION",
  "REQUEST_TIMEOUT",
  "MAX_BODY",
  "MAX_ANSWER",
  "MAX_READ",
  "MAX_HELD",
  "MAX_CONCURRENCY",
  "MAX_CONNECTIONS",
  "METRICS_TOKEN",
  "LOG_LEVEL",
  "NODE_ENV",
];

const GATEWAY: readonly Variable[] = [
  ...SERVER,
  "SUBGRAPHS",
  "SUBGRAPH_TIMEOUT",
  "CORS_ORIGINS",
  "TRUSTED_DOCUMENTS",
  "MAX_COST",
  "MAX_DEPTH",
  "MAX_FIELDS",
  "MAX_ROOT_FIELDS",
  "MAX_ALIASES",
  "MAX_DIRECTIVES",
  "MAX_TOKENS",
  "MAX_CHARACTERS",
  "RATE_LIMIT_TENANT",
  "RATE_LIMIT_SUBJECT",
];

/** The settings that each command reads. */
const ENVIRONMENT_OF = {
  start: [
    ...GATEWAY,
    ...POOLED_STORE,
    "DATABASE_POOL_SIZE",
    "DATABASE_MAX_CONNECTIONS",
    ...REPLICA,
    "STATEMENT_TIMEOUT",
    "DEMO",
    "WORKERS",
  ],
  gateway: GATEWAY,
  subgraph: [...SERVER, ...POOLED_STORE, "DATABASE_POOL_SIZE", ...REPLICA, "STATEMENT_TIMEOUT"],
  migrate: [...STORE, "MIGRATION_DATABASE_URL", "LOG_LEVEL"],
  import: [...POOLED_STORE, "LOG_LEVEL"],
  export: [...POOLED_STORE, "LOG_LEVEL"],
  seed: [...POOLED_STORE, "LOG_LEVEL"],
  token: ["AUTH_SECRET", "AUTH_ISSUER", "AUTH_AUDIENCE"],
} as const satisfies Record<string, readonly Variable[]>;

export type CommandName = keyof typeof ENVIRONMENT_OF;

/** Those of which `<NAME>_FILE` may name a file that holds the value. */
const FROM_FILE: readonly Variable[] = [
  "DATABASE_URL",
  "READ_DATABASE_URL",
  "MIGRATION_DATABASE_URL",
  "AUTH_SECRET",
  "GATEWAY_SECRET",
  "METRICS_TOKEN",
];

const fileSettingsOf = (names: readonly Variable[]): string[] =>
  FROM_FILE.filter((name) => names.includes(name)).map((name) => `${name}_FILE`);

/** All that a command reads of its environment. */
export const settingsOf = (command: CommandName): string[] => [
  ...ENVIRONMENT_OF[command],
  ...fileSettingsOf(ENVIRONMENT_OF[command]),
];

/** The settings of a command, a line each, and which of them can stand in files. */
export const environmentTable = (command: CommandName): string => {
  const inFiles = fileSettingsOf(ENVIRONMENT_OF[command]);
  return [
    ...ENVIRONMENT_OF[command].map((name) => `  ${name.padEnd(30)}${VARIABLES[name]}`),
    ...(inFiles.length > 0 ? [`\nA file can hold the value instead: ${inFiles.join(", ")}`] : []),
  ].join("\n");
};
