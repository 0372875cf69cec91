import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLSchema } from "graphql";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { projectFile } from "../../platform/project.ts";
import { testDatabase } from "../support/graph.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../support/secrets.ts";
import { build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";
import { entitiesOf } from "../support/tenancy/entities.ts";
import { type Family, memberOf, newFamily } from "../support/tenancy/family.ts";
import { impostorsOf, legitimateHeaders } from "../support/tenancy/impostors.ts";
import { turnOf } from "../support/tenancy/interleaved.ts";
import { showsOf } from "../support/tenancy/normalized.ts";
import { rootFieldsOf } from "../support/tenancy/operations.ts";
import { digestOf, settle } from "../support/tenancy/tables.ts";
import { hasOnlyOwnData, triplets } from "../support/tenancy/triplets.ts";
import { ownersWrite, readVariants } from "../support/tenancy/variants.ts";

const FROM_GATEWAY = { "x-gateway-secret": GATEWAY_SECRET };
const ENVIRONMENT = { AUTH_SECRET, GATEWAY_SECRET, DATABASE_URL: testDatabase.adminUrl, DEMO: "0" };

type Headers = Readonly<Record<string, string>>;

interface Question {
  readonly kind: "query" | "mutation";
  readonly name: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

interface Heard {
  readonly name: string;
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: { readonly extensions: { readonly code: unknown } }[] };
}

let family: Family;
let owner: Viewer;
let impostors: Readonly<Record<string, Headers>>;
let graph: ServerProcess;
let slices: ReadonlyMap<string, ServerProcess>;

/** Caches a schema's requests: generating them all takes longer than sending them. */
const onceBySchema = (write: (schema: GraphQLSchema) => Question[]) => {
  const written = new Map<GraphQLSchema, readonly Question[]>();
  return (schema: GraphQLSchema): readonly Question[] => {
    const questions = written.get(schema) ?? write(schema);
    written.set(schema, questions);
    return questions;
  };
};

/** A request for every root field of a schema, with the victim's own values. */
const questionsTo = onceBySchema((schema) => {
  const [sides, briefly] = [{ own: family, foreign: family }, Object.keys(schema.getTypeMap())];
  const queries = rootFieldsOf(schema, "query", briefly).map(({ kind, coordinate: name, field, text: query }) => ({
    kind,
    name,
    query,
    variables: readVariants(field.args, name)[0]?.fill(sides) ?? {},
  }));
  const mutations = rootFieldsOf(schema, "mutation", briefly).map(({ kind, coordinate: name, field, text: query }) => ({
    kind,
    name,
    query,
    variables: ownersWrite(field.args, name).fill(sides),
  }));
  return [...queries, ...mutations];
});

/** The same, with the requests that only gateways send. */
const questionsToSlice = onceBySchema((schema) => [
  ...questionsTo(schema),
  { kind: "query", name: "_service", query: "{ _service { sdl } }", variables: {} },
  ...entitiesOf(schema).flatMap(({ name, text, ways }) =>
    ways.slice(0, 1).map(({ fill }) => ({
      kind: "query" as const,
      name: `the entity ${name}`,
      query: text,
      variables: fill({ own: family, foreign: family }),
    })),
  ),
]);

const ask = async (url: string, { name, query, variables }: Question, headers: Headers): Promise<Heard> => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { name, status: response.status, body: (await response.json()) as Heard["body"] };
};

/** The requests that were not refused with the given status and code, with their responses. */
const notRefused = async (
  url: string,
  questions: readonly Question[],
  headers: Headers,
  [status, code]: readonly [number, string],
): Promise<Heard[]> => {
  const heard: Heard[] = [];
  for (const question of questions) heard.push(await ask(url, question, headers));
  return heard.filter(({ status: returned, body }) => {
    const codes = body.errors?.map(({ extensions }) => extensions.code);
    return returned !== status || "data" in body || codes?.join() !== code || showsOf(family, body, []);
  });
};

beforeAll(async () => {
  await build();
  family = await settle(newFamily());
  owner = memberOf(family);
  impostors = await impostorsOf(AUTH_SECRET, owner);
  const [whole, ...each] = await Promise.all([
    serve("start", [], ENVIRONMENT),
    ...subgraphs.map(({ name }) => serve("subgraph", [name], ENVIRONMENT)),
  ]);
  graph = whole;
  slices = new Map(subgraphs.flatMap(({ name }, index) => (each[index] ? [[name, each[index]] as const] : [])));
}, 120_000);

afterAll(cleanUp);

const api = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const NAMES = Object.keys(await impostorsOf(AUTH_SECRET, memberOf(newFamily())));

describe("The graph in one process", () => {
  it("answers every query of a caller with a token", async () => {
    const headers = await legitimateHeaders(AUTH_SECRET, owner);
    for (const question of questionsTo(api).filter(({ kind }) => kind === "query")) {
      const { status, body } = await ask(graph.url, question, headers);

      expect([question.name, status, body.errors]).toEqual([question.name, 200, undefined]);
      expect(body.data).toBeTruthy();
    }
  });

  it.each(NAMES)("reveals and does nothing for a caller with %s", async (name) => {
    const before = await digestOf(family);

    const answered = await notRefused(graph.url, questionsTo(api), impostors[name] ?? {}, [401, "UNAUTHENTICATED"]);

    expect(answered).toEqual([]);
    expect(await digestOf(family)).toEqual(before);
  });
});

describe("Three tenants in turn", () => {
  it("get only their own rows over HTTP", async () => {
    const families = await triplets();
    const headers = new Map(
      await Promise.all(
        families.map(async (each) => [each, await legitimateHeaders(AUTH_SECRET, memberOf(each))] as const),
      ),
    );
    const amiss: string[] = [];
    let turn = 0;
    const askOn = async (): Promise<void> => {
      while (turn < 300) {
        const { own, text: query, variables, expected } = turnOf(turn++, families);
        const { body } = await ask(graph.url, { kind: "query", name: "", query, variables }, headers.get(own) ?? {});
        const answer = JSON.stringify(body);
        if (!hasOnlyOwnData(answer, own, families) || !expected.test(answer)) amiss.push(answer.slice(0, 1_000));
      }
    };

    await Promise.all(Array.from({ length: 12 }, askOn));

    expect(amiss).toEqual([]);
  });
});

describe.each(subgraphs.map(({ name, schema }) => [name, schema] as const))(
  "The subgraph %s in a process",
  (slice, schema) => {
    const url = (): string => slices.get(slice)?.url ?? "";

    it("answers every query of a gateway for a caller with a token", async () => {
      const headers = { ...FROM_GATEWAY, ...(await legitimateHeaders(AUTH_SECRET, owner)) };
      for (const question of questionsToSlice(schema).filter(({ kind }) => kind === "query")) {
        const { status, body } = await ask(url(), question, headers);

        expect([question.name, status, body.errors]).toEqual([question.name, 200, undefined]);
        expect(body.data).toBeTruthy();
      }
    });

    it.each(NAMES)("reveals and does nothing for a caller through the gateway with %s", async (name) => {
      const before = await digestOf(family);
      const headers: Headers = { ...FROM_GATEWAY, ...impostors[name] };
      const mayKnowSdl = headers.authorization === undefined;
      const questions = questionsToSlice(schema).filter((each) => !(mayKnowSdl && each.name === "_service"));

      const answered = await notRefused(url(), questions, headers, [401, "UNAUTHENTICATED"]);

      expect(answered).toEqual([]);
      expect(await digestOf(family)).toEqual(before);
    });

    it.each([
      ["no secret of the gateway", {}],
      ["an empty one", { "x-gateway-secret": "" }],
      ["a wrong one", { "x-gateway-secret": GATEWAY_SECRET.replace(/.$/, "x") }],
      ["the beginning of it", { "x-gateway-secret": GATEWAY_SECRET.slice(0, -1) }],
      ["the secret that signs tokens", { "x-gateway-secret": AUTH_SECRET }],
    ])("reveals and does nothing for a caller with a token and %s", async (_, secret) => {
      const before = await digestOf(family);
      const headers = { ...(await legitimateHeaders(AUTH_SECRET, owner)), ...secret };

      const answered = await notRefused(url(), questionsToSlice(schema), headers, [403, "FORBIDDEN"]);

      expect(answered).toEqual([]);
      expect(await digestOf(family)).toEqual(before);
    });
  },
);

describe("The logs of them all", () => {
  it("contain no token, no secret, and nothing of the victim", () => {
    const logs = [graph, ...slices.values()].map((server) => server.stdout() + server.stderr()).join("");
    const tokens = Object.values(impostors).flatMap(({ authorization }) => authorization?.split(" ").slice(1) ?? []);

    expect(logs).toContain("ready");
    expect([AUTH_SECRET, GATEWAY_SECRET, family.tag, ...tokens].filter((each) => each && logs.includes(each))).toEqual(
      [],
    );
  });
});
