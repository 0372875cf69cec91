/** What each setting is for, with its default in brackets. docs/operating.md has the details. */
const VARIABLES = {
  PORT: "the port to listen on; 0 picks a free one (4000; subgraphs 4001 to 4005)",
  DATABASE_URL: "the PostgreSQL to use, postgres://user:password@host:5432/database (the embedded one)",
  DATABASE_POOL_SIZE: "database connections for requests, per process (10)",
  DATABASE_MAX_CONNECTIONS: "database connections of all workers together, including one each for /readyz (80)",
  DATABASE_POOLING: "session or transaction: the pooling mode of a pooler in front of the server (session)",
  DATABASE_PREPARED_STATEMENTS: "1 or 0: whether the pooler keeps prepared statements (1; 0 with transaction pooling)",
  READ_DATABASE_URL: "a replica of DATABASE_URL's server to read queries from (DATABASE_URL)",
  READ_DATABASE_MAX_LAG: "seconds the replica may lag behind before it is bypassed (10)",
  MIGRATION_DATABASE_URL: "the same PostgreSQL as the owner of its schemas, without a pooler in between (DATABASE_URL)",
  DATA_DIR: "where the embedded PostgreSQL keeps its data (.data)",
  DEMO: "0 loads no demo data into an empty database (1; 0 in production)",
  AUTH_SECRET: "at least 32 bytes that sign and verify tokens (HS256); separate several with commas",
  AUTH_JWKS_URL: "the published keys of an identity provider, instead of AUTH_SECRET",
  AUTH_ISSUER: "the issuer that tokens must name (customer-graph with AUTH_SECRET)",
  AUTH_AUDIENCE: "the audience that tokens must name (customer-graph with AUTH_SECRET)",
  CONTACTS_SCOPES_FROM: "the day from which tokens must name the scopes for contacts (2027-04-01, or earlier)",
  GATEWAY_SECRET: "at least 16 bytes that the gateway sends to subgraphs in other processes",
  SUBGRAPHS: "subgraphs in other processes: identity=http://…,commercial=… (all in this process)",
  CONTRACT: "public serves the schema without what is internal (the whole schema)",
  WORKERS: "how many processes answer requests (1)",
  CORS_ORIGINS: "origins whose pages may send requests, separated by commas (Apollo Sandbox; none in production)",
  INTROSPECTION: "1 or 0: whether clients may read the schema (1; 0 in production)",
  TRUSTED_DOCUMENTS: "a manifest of the only operations to accept (any are accepted)",
  MAX_COST: "the highest cost of an operation, by the weights in the schema (20000)",
  MAX_DEPTH: "how deep the fields of a document may nest (15)",
  MAX_FIELDS: "fields in a document (1000)",
  MAX_ROOT_FIELDS: "root fields in a document (20)",
  MAX_ALIASES: "aliases in a document (30)",
  MAX_DIRECTIVES: "directives in a document (40)",
  MAX_TOKENS: "tokens in a document (2000)",
  MAX_CHARACTERS: "characters in a document (50000)",
  REQUEST_TIMEOUT: "seconds from the head of a request to its response (30)",
  SUBGRAPH_TIMEOUT: "seconds a read may take in a subgraph in another process (10, or REQUEST_TIMEOUT)",
  STATEMENT_TIMEOUT: "seconds after which PostgreSQL itself ends a statement (REQUEST_TIMEOUT plus 5)",
  MAX_BODY: "bytes in a request body (1048576)",
  MAX_ANSWER: "characters in a response (33554432)",
  MAX_READ: "characters a request may read from the database and subgraphs, per process (67108864)",
  MAX_READ_TOTAL: "the same for all requests together (an eighth of the heap limit, at least MAX_READ)",
  MAX_BUFFERED: "bytes of unfinished request bodies and unread responses, per process (134217728)",
  MAX_CONCURRENCY: "requests processed at once, per process (100)",
  MAX_CONNECTIONS: "client connections, per process (5000)",
  RATE_LIMIT_TENANT: "requests per second of a tenant; 0 sets no limit (1000; 0 without sign-in)",
  RATE_LIMIT_SUBJECT: "requests per second of one of its subjects; 0 sets no limit (100; 0 without sign-in)",
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
  "CONTACTS_SCOPES_FROM",
  "GATEWAY_SECRET",
  "INTROSPECTION",
  "REQUEST_TIMEOUT",
  "MAX_BODY",
  "MAX_ANSWER",
  "MAX_READ",
  "MAX_READ_TOTAL",
  "MAX_BUFFERED",
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
    "CONTRACT",
    "WORKERS",
  ],
  gateway: GATEWAY,
  subgraph: [...SERVER, ...POOLED_STORE, "DATABASE_POOL_SIZE", ...REPLICA, "STATEMENT_TIMEOUT"],
  migrate: [...STORE, "MIGRATION_DATABASE_URL", "LOG_LEVEL"],
  reindex: [...STORE, "MIGRATION_DATABASE_URL", "LOG_LEVEL"],
  import: [...POOLED_STORE, "LOG_LEVEL"],
  export: [...POOLED_STORE, "LOG_LEVEL"],
  seed: [...POOLED_STORE, "LOG_LEVEL"],
  token: ["AUTH_SECRET", "AUTH_ISSUER", "AUTH_AUDIENCE"],
} as const satisfies Record<string, readonly Variable[]>;

export type CommandName = keyof typeof ENVIRONMENT_OF;

/** Those for which `<NAME>_FILE` may name a file with the value. */
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

/** Everything that a command reads from its environment. */
export const settingsOf = (command: CommandName): string[] => [
  ...ENVIRONMENT_OF[command],
  ...fileSettingsOf(ENVIRONMENT_OF[command]),
];

/** The settings of a command, one per line, and which of them can be in files. */
export const environmentTable = (command: CommandName): string => {
  const inFiles = fileSettingsOf(ENVIRONMENT_OF[command]);
  return [
    ...ENVIRONMENT_OF[command].map((name) => `  ${name.padEnd(30)}${VARIABLES[name]}`),
    ...(inFiles.length > 0 ? [`\nThese can name a file that holds the value instead: ${inFiles.join(", ")}`] : []),
  ].join("\n");
};
