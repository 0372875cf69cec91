import { Client, escapeIdentifier } from "pg";

/** How to reach one database of the run's cluster. */
export interface TestDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
}

/** The run's cluster as its set-up announced it, or the named database of that cluster. */
const testPostgres = (database?: string): TestDatabase => {
  const { TEST_POSTGRES_ADMIN_URL: admin, TEST_POSTGRES_APP_URL: app } = process.env;
  if (admin === undefined || app === undefined) throw new Error("the run's set-up launched no PostgreSQL");
  const within = (url: string): string => {
    if (database === undefined) return url;
    const other = new URL(url);
    other.pathname = `/${encodeURIComponent(database)}`;
    return other.href;
  };
  return { adminUrl: within(admin), appUrl: within(app) };
};

/** Runs statements outside any transaction as the cluster's superuser. */
const asAdmin = async (...statements: string[]): Promise<void> => {
  const client = new Client({ connectionString: testPostgres().adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Creates a database in the run's cluster, a copy of the template when one is named; nobody may be connected to that. */
export const createDatabase = async (name: string, template?: string): Promise<TestDatabase> => {
  const copy = template === undefined ? "" : ` template ${escapeIdentifier(template)} strategy file_copy`;
  await asAdmin(`create database ${escapeIdentifier(name)}${copy}`);
  return testPostgres(name);
};

/** Drops a database of the run's cluster, also while somebody is connected to it. */
export const dropDatabase = (name: string): Promise<void> =>
  asAdmin(`drop database if exists ${escapeIdentifier(name)} with (force)`);

/** Does something while no other test file does what has the same name. */
export const alone = async (name: string, act: () => Promise<void>): Promise<void> => {
  const client = new Client({ connectionString: testPostgres().adminUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
    await act();
  } finally {
    await client.end();
  }
};
