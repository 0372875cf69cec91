import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { startProductionGraph } from "../support/production-graph.ts";
import { AUTH_SECRET } from "../support/secrets.ts";

const METRICS_TOKEN = "a-token-of-those-who-measure";
const { graph, adminUrl, token } = await startProductionGraph({ METRICS_TOKEN, LOG_LEVEL: "trace" });

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Sends raw JSON, so that a key may be anything. */
const send = async (json: string, headers: Record<string, string> = {}): Promise<Body & { text: string }> => {
  const response = await fetch(`${graph.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    body: json,
  });
  const text = await response.text();
  return { ...(JSON.parse(text) as Body), text };
};

const ask = (query: string, variables: unknown = {}, headers: Record<string, string> = {}) =>
  send(JSON.stringify({ query, variables }), headers);

/** Renames a table away while something runs. */
const without = async (table: string, run: () => Promise<void>): Promise<void> => {
  const [schema, name] = table.split(".");
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`alter table ${table} rename to hidden_away`);
    await run();
  } finally {
    await client.query(`alter table ${schema}.hidden_away rename to ${name}`);
    await client.end();
  }
};

const CREATE =
  "mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id } userErrors { code } } }";

describe("Names that are special in JavaScript", () => {
  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "are aliases like any other: %s",
    async (name) => {
      const { data, errors } = await ask(`{ ${name}: customers(first: 1) { ${name}: nodes { id } } }`);

      expect(errors).toBeUndefined();
      expect(Object.keys(data ?? {})).toEqual([name]);
    },
  );

  it.each([
    '{"query":"{ __typename }","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1},"constructor":1}}',
    '{"query":"{ __typename }","extensions":{"__proto__":{"polluted":1}}}',
  ])("have no effect as keys of a request: %s", async (json) => {
    expect((await send(json)).data).toEqual({ __typename: "Query" });
  });

  it("come back unchanged where any JSON is allowed, and affect nothing else", async () => {
    const extra = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const query =
      "mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { id relationship { contractTerms } } } }";
    const input = `{"displayName":"Kept","relationship":{"contractTerms":${extra}}}`;

    const { text } = await send(`{"query":${JSON.stringify(query)},"variables":{"input":${input}}}`);
    const next = await ask("{ customers(first: 1) { nodes { id } pageInfo { hasNextPage } } }");

    expect(text).toContain(`"contractTerms":${extra}`);
    expect(next.text).not.toContain("polluted");
  });

  it("are refused as a variable name that would set a prototype", async () => {
    const { errors } = await ask("query ($__proto__: Int) { customers(first: $__proto__) { nodes { id } } }");

    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("The log, at its most verbose", () => {
  const name = `Personal ${randomUUID()}`;
  const email = `person-${randomUUID()}@example.com`;

  it("contains no tokens, secrets or request contents, whatever failed", async () => {
    const contact = { name, email, phone: "+49 30 1234567" };
    const input = { displayName: name, primaryEmail: email, contacts: [contact] };
    const created = await ask(CREATE, { input });
    const id = (created.data?.customerCreate as { customer?: { id: string } } | undefined)?.customer?.id;
    await ask(`{ customerSearch(text: "${name}") { nodes { displayName } } }`);
    await ask(CREATE, { input: { ...input, status: name } });
    await ask(CREATE, { input: { displayName: name, [email]: email } });
    await ask(`{ customers(filter: { nameContains: "${name}" ) { nodes { id } } }`);
    await ask(`{ ${email} }`);
    await send(`{"query": "${name}`);
    await fetch(
      `${graph.url}/graphql?query=${encodeURIComponent(`{ customer(id: "${name}") { id } }`)}&token=${token}`,
    );
    await ask("{ __typename }", {}, { authorization: `Bearer ${token}x` });
    await ask("{ __typename }", {}, { "x-request-id": `${email}\u00fc` });
    await without("contacts.contact", async () => {
      const failed = await ask(CREATE, { input });
      expect(failed.errors?.[0]?.message).toMatch(/^(Internal error |The service "directory" failed)/);
      await ask(`{ customer(id: "${id}") { displayName contacts { nodes { name } } } }`);
    });

    expect(id).toBeDefined();
    expect(graph.stderr()).toContain('relation \\"contacts.contact\\" does not exist');
    for (const secret of [token, token.split(".")[2] ?? "", AUTH_SECRET, METRICS_TOKEN, name, email, "1234567"]) {
      expect(graph.stderr()).not.toContain(secret);
    }
  });

  it("contains the id of a masked error and the reason the client did not get", async () => {
    let text = "";
    await without("contacts.contact", async () => {
      ({ text } = await ask(
        CREATE,
        { input: { displayName: name, contacts: [{ name }] } },
        { "x-request-id": "ask-the-log" },
      ));
    });

    expect(text).toContain('"requestId":"ask-the-log"');
    expect(text).not.toMatch(/relation|contacts\.contact|insert|QueryFailed|node_modules/);
    const cause = graph
      .stderr()
      .split("\n")
      .filter((line) => line.includes('"request":"ask-the-log"'));
    expect(cause.join()).toContain('relation \\"contacts.contact\\" does not exist');
  });
});
