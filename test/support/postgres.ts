import { Client, escapeIdentifier } from "pg";

/** Connection URLs of a database in the test cluster. */
export interface TestDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
}

/** The cluster's URLs as published by the global setup; those of the named database, if given. */
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

/** Runs statements as the cluster's superuser, outside of any transaction. */
const asAdmin = async (...statements: string[]): Promise<void> => {
  const client = new Client({ connectionString: testPostgres().adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * Creates a database in the test cluster, as a copy of the template if given. The template must
 * have no connections.
 */
export const createDatabase = async (name: string, template?: string): Promise<TestDatabase> => {
  const copy = template === undefined ? "" : ` template ${escapeIdentifier(template)} strategy file_copy`;
  await asAdmin(`create database ${escapeIdentifier(name)}${copy}`);
  return testPostgres(name);
};

/** Drops a database of the test cluster even if it has connections. */
export const dropDatabase = (name: string): Promise<void> =>
  asAdmin(`drop database if exists ${escapeIdentifier(name)} with (force)`);

/** Runs something under a lock of the given name, which excludes other test files. */
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
