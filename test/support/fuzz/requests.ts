import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isInputObjectType, isObjectType, isScalarType } from "graphql";
import { projectFile } from "../../../platform/project.ts";
import type { Choose } from "../engine/choices.ts";
import { generateOperation } from "../engine/operations.ts";
import { oneOf } from "./chance.ts";
import { HOSTILE_TEXTS, hostileValue, withInvalidPart } from "./hostile-values.ts";

/** A raw HTTP request. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const schema = buildSchema(readFileSync(projectFile("schema/api.graphql"), "utf8"));
const manifest = JSON.parse(readFileSync(projectFile("client/generated/trusted-documents.json"), "utf8")) as {
  readonly operations: readonly { readonly body: string }[];
};
const DOCUMENTS = manifest.operations.map(({ body }) => body);

const post = (body: Buffer | string, type = "application/json"): WireRequest => ({
  method: "POST",
  path: "/graphql",
  headers: { "content-type": type },
  body: Buffer.from(body),
});

const json = (value: unknown): WireRequest => post(JSON.stringify(value));

const TOKENS = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "!",
  "$",
  "...",
  ":",
  "=",
  "@",
  "|",
  "&",
  '"',
  '"""',
  "#",
  "\\u0000",
  "{{",
];
const WORDS = ["query", "mutation", "subscription", "fragment", "on", "true", "null", "customers", "id", "first", "x"];

const tokens = (choose: Choose): string =>
  Array.from({ length: 1 + choose(60) }, () => oneOf(choose, choose(2) === 0 ? TOKENS : WORDS)).join(" ");

/** The text with some bytes deleted, duplicated, overwritten or inserted. */
const bent = (choose: Choose, text: string): Buffer => {
  const bytes = [...Buffer.from(text)];
  for (let n = 1 + choose(4); n > 0; n--) {
    const at = choose(bytes.length + 1);
    const edit = choose(4);
    if (edit === 0) bytes.splice(at, 1 + choose(12));
    else if (edit === 1) bytes.splice(at, 0, ...bytes.slice(at, at + choose(30)));
    else if (edit === 2) bytes.splice(at, 1, choose(256));
    else bytes.splice(at, 0, ...Buffer.from(oneOf(choose, TOKENS)));
  }
  return Buffer.from(bytes);
};

const anyBytes = (choose: Choose): Buffer => Buffer.from(Array.from({ length: choose(400) }, () => choose(256)));

/** Coordinates of arguments and input fields of type String, ID or a custom scalar. */
const TEXTS: ReadonlySet<string> = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInputObjectType(type)) return [];
    const places = isInputObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, type: field.type }))
      : Object.values(type.getFields()).flatMap((field) =>
          field.args.map((each) => ({ at: `${type.name}.${field.name}.${each.name}`, type: each.type })),
        );
    return places
      .map(({ at, type: given }) => ({ at, named: getNamedType(given) }))
      .filter(({ named }) => isScalarType(named) && !["Int", "Float", "Boolean"].includes(named.name))
      .map(({ at }) => at);
  }),
);

/** An operation with valid types and hostile values. */
const operation = (choose: Choose, kind: "query" | "mutation") =>
  generateOperation(schema, choose, {
    kind,
    values: (coordinate, choice) =>
      TEXTS.has(coordinate) && choice(3) === 0 ? oneOf(choice, HOSTILE_TEXTS) : undefined,
  });

/** The kinds of malformed request, by name. */
export const MALFORMED = {
  "bytes for a body": (choose) => post(anyBytes(choose)),
  "JSON of any kind": (choose) => json(hostileValue(choose)),
  "a request spoiled in one place": (choose) =>
    json(
      withInvalidPart(choose, {
        query: oneOf(choose, DOCUMENTS),
        variables: { id: "x" },
        operationName: "Customer",
        extensions: {},
      }),
    ),
  "JSON with bytes bent": (choose) => post(bent(choose, JSON.stringify({ query: oneOf(choose, DOCUMENTS) }))),
  "tokens in any order": (choose) => json({ query: tokens(choose) }),
  "a document with bytes bent": (choose) => json({ query: bent(choose, oneOf(choose, DOCUMENTS)).toString() }),
  "a query with hostile values": (choose) => {
    const { text, variables } = operation(choose, "query");
    return json({ query: text, variables });
  },
  "a query with spoiled variables": (choose) => {
    const { text, variables } = operation(choose, "query");
    return json({ query: text, variables: withInvalidPart(choose, variables) });
  },
  "a mutation with hostile values": (choose) => {
    const { text, variables } = operation(choose, "mutation");
    return json({ query: text, variables });
  },
  "a mutation with spoiled variables": (choose) => {
    const { text, variables } = operation(choose, "mutation");
    return json({ query: text, variables: withInvalidPart(choose, variables) });
  },
  "other methods, media types and paths": (choose) => ({
    ...post(
      bent(choose, '{"query":"{ __typename }"}'),
      oneOf(choose, [
        "text/plain",
        "application/json; charset=x",
        "multipart/form-data",
        "a",
        "application/x-www-form-urlencoded",
      ]),
    ),
    method: oneOf(choose, ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "GET", "HEAD"]),
    path: oneOf(choose, [
      "/graphql",
      "/graphql?query=%",
      "/graphql?query={a",
      "/graphql?variables=[&extensions=1",
      "/%00",
      "/__proto__",
      "/..%2f",
      "//",
      "/graphql/x",
    ]),
  }),
} satisfies Record<string, (choose: Choose) => WireRequest>;
