import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder, type Environment, ran, type Served, served } from "../support/command.ts";
import { watchMemory } from "../support/memory.ts";
import { ask, repeat } from "../support/probe.ts";

// What becomes of a process when clients ask for more than it has memory for: 16 customers with 100 notes of 20,000 characters each, asked for
// by CLIENTS at once for SECONDS, in one request once (32 MB) or three times, while one more client asks for little. Linux only: it reads /proc.

const CLIENTS = Number(process.env.CLIENTS ?? 24);
const SECONDS = Number(process.env.SECONDS ?? 60);
const HEAP = process.env.HEAP ?? "1024";
const CUSTOMERS = 16;
const NOTES = 100;
const A_REQUEST = 20;

const OFF = { MAX_READ: "536870912", MAX_READ_TOTAL: "68719476736" };
const PER_REQUEST_ONLY = { MAX_READ_TOTAL: OFF.MAX_READ_TOTAL };

const folder = await dataFolder();
const env = {
  DATA_DIR: folder.path,
  AUTH_SECRET: randomBytes(48).toString("base64"),
  NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
  // On a slow machine the deadline would otherwise fire before the memory limits.
  REQUEST_TIMEOUT: "300",
  LOG_LEVEL: "silent",
  DEMO: "0",
};
const CREATE = `mutation ($name: String!) {
  customerCreate(input: { displayName: $name, party: { organization: { name: $name } } }) { customer { id } }
}`;
const adds = Array.from(
  { length: A_REQUEST },
  (_, n) => `n${n}: customerNoteCreate(input: { customerId: $customerId, text: $text }) { userErrors { message } }`,
);
const ADD = `mutation ($customerId: ID!, $text: String!) { ${adds.join(" ")} }`;
/** Lists of different lengths are read for themselves. */
const notes = (times: number): string => {
  const lists = Array.from(
    { length: times },
    (_, n) =>
      `c${n}: customers(first: ${CUSTOMERS}) { nodes { relationship { notes(first: ${NOTES - n}) { nodes { text } } } } }`,
  );
  return `{ ${lists.join(" ")} }`;
};
const LITTLE = "{ customers(first: 1) { nodes { id } } }";

const fill = async ({ url }: Served, token: string): Promise<void> => {
  const text = "x".repeat(20_000);
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    const created = await ask(url, token, CREATE, { name: `Customer ${customer}` });
    const customerId: string = JSON.parse(created.text).data.customerCreate.customer.id;
    for (let added = 0; added < NOTES; added += A_REQUEST) await ask(url, token, ADD, { customerId, text });
  }
};

const outcomeOf = ({ status, text }: { readonly status: number; readonly text: string }): string => {
  const code = /"code":"([A-Z_]+)"/.exec(text.slice(0, 5_000))?.[1];
  return code ?? (status === 200 ? "answered" : String(status));
};

const attack = async (name: string, query: string, settings: Environment, token: string): Promise<void> => {
  const server = await served("start", [], { ...env, ...settings });
  const memory = watchMemory(server.child);
  const outcomes = new Map<string, number>();
  const others = { answered: 0, asked: 0 };
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const stop = repeat(CLIENTS, () =>
    ask(server.url, token, query)
      .then(outcomeOf, () => "no answer")
      .then(count),
  );
  const stopOthers = repeat(1, async () => {
    others.asked++;
    const { text } = await ask(server.url, token, LITTLE);
    if (!text.includes('"errors"')) others.answered++;
    await sleep(50);
  });
  for (let second = 0; second < SECONDS && memory.isAlive(); second++) await sleep(1_000);
  // A process may also die of what it is still at.
  await Promise.all([stop(), stopOthers()]);
  const lived = memory.isAlive();
  const answers = lived ? [...outcomes].map(([outcome, times]) => `${times} ${outcome}`).join(", ") : "–";
  const share = lived ? `${others.answered} of ${others.asked}` : "–";
  process.stdout.write(`| ${name} | ${memory.end()} | ${lived ? "lives" : "died"} | ${answers} | ${share} |\n`);
  await server.stop();
};

try {
  const scope = "customers:read customers:write internal:read";
  const token = await ran("token", ["--tenant", randomUUID(), "--scope", scope], env);
  const server = await served("start", [], env);
  await fill(server, token);
  await server.stop();
  process.stdout.write("\n| | MB at most | process | outcomes | others answered |\n|---|---:|---|---|---:|\n");
  await attack("100 MB each, no bounds", notes(3), OFF, token);
  await attack("100 MB each, as it is", notes(3), {}, token);
  await attack("32 MB each, bound per request only", notes(1), PER_REQUEST_ONLY, token);
  await attack("32 MB each, as it is", notes(1), {}, token);
} finally {
  await folder.remove();
}
