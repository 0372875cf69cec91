import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, ran, served } from "../support/command.ts";
import { ask, measured, repeat, row } from "../support/probe.ts";

// What a tenant with little traffic notices of others that take every database connection they can get. SECONDS is the
// length of each measurement, CUSTOMERS the size of the attacking tenant.

const SECONDS = Number(process.env.SECONDS ?? 20);
const CUSTOMERS = process.env.CUSTOMERS ?? "100000";

const [attacker, second, quiet] = [randomUUID(), randomUUID(), randomUUID()];
const folder = await dataFolder();
const env = {
  DATA_DIR: folder.path,
  AUTH_SECRET: randomBytes(48).toString("base64"),
  DEMO: "0",
};
const tokenOf = (tenant: string): Promise<string> =>
  ran("token", ["--tenant", tenant, "--scope", "customers:read customers:write"], env);

const PROBE = "{ customers(first: 1) { nodes { id } } }";
const aliases = Array.from({ length: 20 }, (_, n) => `c${n}: customers(filter: { parentId: null }) { totalCount }`);
const COUNTS = `{ ${aliases.join(" ")} }`;
const UPSERT = `mutation ($records: [CustomerRecordInput!]!) {
  customersUpsert(input: { matchBy: ACCOUNT_NUMBER, records: $records }) { userErrors { message } }
}`;

const server = await served("start", [], env);
try {
  await ran("seed", ["--customers", CUSTOMERS, "--tenant", attacker], env);
  await ran("seed", ["--customers", "100", "--tenant", quiet], env);
  const [attackers, seconds, quiets] = await Promise.all([attacker, second, quiet].map(tokenOf));
  if (!attackers || !seconds || !quiets) throw new Error("there is a token for each");

  const probe = () =>
    ask(server.url, quiets, PROBE).then(({ status, text }) => status === 200 && !/"errors"/.test(text));
  const ready = () => fetch(`${server.url}/readyz`).then(({ status }) => status === 200);
  const watch = async (name: string): Promise<void> => {
    const [probes, readies] = await Promise.all([measured(SECONDS, 50, probe), measured(SECONDS, 200, ready)]);
    process.stdout.write(row(`${name}: \`customers(first: 1)\``, probes) + row(`${name}: \`/readyz\``, readies));
  };
  const upserts = (token: string) => {
    let count = 0;
    const record = () => ({ displayName: `Customer ${count}`, accountNumber: `N${count++}` });
    return () => ask(server.url, token, UPSERT, { records: Array.from({ length: 500 }, record) });
  };

  process.stdout.write("\n| | p50 ms | p99 ms | longest ms | asked | failed |\n|---|---:|---:|---:|---:|---:|\n");
  await watch("nobody else");
  const stopCounting = repeat(4, () => ask(server.url, attackers, COUNTS));
  await sleep(2_000);
  await watch("four clients of another tenant count, twenty times a request");
  await stopCounting();
  const writers = [repeat(8, upserts(attackers)), repeat(8, upserts(seconds))];
  await sleep(2_000);
  await watch("two other tenants write, eight times five hundred customers each");
  await Promise.all(writers.map((stop) => stop()));
} finally {
  await server.stop();
  await folder.remove();
}
