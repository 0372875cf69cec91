import { readFileSync } from "node:fs";
import {
  buildSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { createCheckCost } from "../../../gateway/limits/check-cost.ts";
import { checkDocument } from "../../../gateway/limits/check-document.ts";
import { evaluate } from "../../../gateway/limits/expression.ts";
import { createCostCompiler } from "../../../gateway/limits/operation-cost.ts";
import { readWeights } from "../../../gateway/limits/weights.ts";
import { readSupergraph } from "../../../gateway/supergraph.ts";
import { readGatewayConfig } from "../../../platform/config/index.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "../../../platform/config/limits.ts";
import { projectFile } from "../../../platform/project.ts";
import { type LimitedAnswer, serveLimited, supergraphSdl } from "../../support/limited-graph.ts";
import { build, cleanUp, ask as send, serve } from "../../support/server-process.ts";

const schema = readSupergraph(supergraphSdl).createApiSchema();
const ID = "018f0000-0000-7000-8000-000000000000";
const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(" ");
const nested = (count: number, name: string, inner: string): string =>
  count === 0 ? inner : `${name} { ${nested(count - 1, name, inner)} }`;
/**
 * A selection of the given number of fields, split into groups, because graphql-js refuses to
 * compare too many siblings.
 */
const wide = (count: number): string =>
  count <= 100 ? times(count, () => "id") : `${times(99, () => "id")} parent { ${wide(count - 100)} }`;
const ofCustomer = (selections: string): string => `{ customer(id: "${ID}") { ${selections} } }`;

let graph: Awaited<ReturnType<typeof serveLimited>>;

beforeAll(async () => {
  graph = await serveLimited();
});

afterAll(async () => {
  await graph.stop();
  await cleanUp();
});

const expectAnswer = ({ status, errors, data }: LimitedAnswer) => {
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
  expect(data).toBeDefined();
};

const expectRefusal = ({ status, data, errors, planned }: LimitedAnswer, facts: object = {}) => {
  expect(status).toBe(400);
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toEqual({ code: "OPERATION_REFUSED", ...facts });
  expect(planned).toBe(0);
};

describe("A document", () => {
  const { depth, aliases, directives, tokens, characters, rootFields, fields } = DOCUMENT_LIMITS;
  const DOCUMENTS: readonly [string, number, (count: number) => string][] = [
    ["fields deep", depth, (count) => ofCustomer(nested(count - 2, "parent", "id"))],
    ["aliases", aliases, (count) => ofCustomer(times(count, (i) => `a${i}: id`))],
    ["directives", directives, (count) => ofCustomer(times(count, () => "... @include(if: true) { id }"))],
    ["root fields", rootFields, (count) => `{ ${times(count, () => "__typename")} }`],
    ["fields", fields, (count) => ofCustomer(wide(count - 1))],
    ["characters", characters, (count) => `{ __typename } #${"x".repeat(count - 16)}`],
  ];

  it.each(DOCUMENTS)(
    "is answered with the maximum of %s, and refused with one more",
    async (what, limit, documentWith) => {
      const [most, tooMany] = [await graph.ask(documentWith(limit)), await graph.ask(documentWith(limit + 1))];

      expectAnswer(most);
      expectRefusal(tooMany, { limit, found: limit + 1 });
      expect(tooMany.errors?.[0]?.message).toContain(`${limit + 1} ${what}`);
      expect(tooMany.errors?.[0]?.message).toContain(`the limit is ${limit}`);
    },
  );

  it("is parsed up to its last allowed token, and no further", async () => {
    const documentWith = (count: number) =>
      `{ customers(first: 0, filter: { status: [${times(count - 19, () => "ACTIVE")}] }) { totalCount } }`;

    const [most, tooMany] = [await graph.ask(documentWith(tokens)), await graph.ask(documentWith(tokens + 1))];

    expectAnswer(most);
    expectRefusal(tooMany, { limit: tokens });
    expect(tooMany.errors?.[0]?.message).toContain(`more than ${tokens} tokens`);
  });

  it("is measured with its fragments expanded", async () => {
    const half = "fragment Half on Customer { ...Quarter ...Quarter } fragment Quarter on Customer";
    const documents = [
      `${ofCustomer(nested(depth - 4, "parent", "...Deep"))} fragment Deep on Customer { parent { parent { parent { id } } } }`,
      `${ofCustomer("...Half ...Half")} ${half} { ${times(8, (i) => `a${i}: id`)} }`,
      `${ofCustomer("...Half ...Half")} ${half} @include(if: true) { ${times(10, () => "id @skip(if: false)")} }`,
      `${ofCustomer("...Half ...Half")} ${half} { ${times(250, () => "id")} }`,
      `{ ...Root ...Root } fragment Root on Query { ${times(11, () => "__typename")} }`,
    ];

    for (const document of documents)
      expect((await graph.ask(document)).errors?.[0]?.extensions.code).toBe("OPERATION_REFUSED");
  });

  it("cannot repeat a value endlessly through fragments", async () => {
    const doubled = times(6, (i) => `fragment F${i + 1} on Customer { parent { ...F${i} } root { ...F${i} } }`);
    const documentWith = (length: number) =>
      `${ofCustomer("...F6")} ${doubled} fragment F0 on Customer { contacts(after: "${"x".repeat(length)}") { totalCount } }`;

    const [fine, tooMany] = [await graph.ask(documentWith(10)), await graph.ask(documentWith(1_000))];

    expectAnswer(fine);
    expect(tooMany.errors?.[0]?.message).toMatch(/^The document has 6\d{4} characters, counting fragments/);
    expectRefusal(tooMany, { limit: characters, found: tooMany.errors?.[0]?.extensions.found });
  });

  it("cannot inflate its response with long aliases", async () => {
    const documentWith = (length: number) =>
      ofCustomer(`...F } } fragment F on Customer { root { ${"a".repeat(length)}: id`);

    const [most, tooLong] = [await graph.ask(documentWith(100)), await graph.ask(documentWith(101))];

    expectAnswer(most);
    expectRefusal(tooLong, { limit: 100, found: 101 });
    expect(tooLong.errors?.[0]?.message).toBe(
      "An alias has 101 characters, and the limit is 100. Give it a shorter name.",
    );
  });

  it("counts directives wherever they are", () => {
    const limits = { ...DOCUMENT_LIMITS, directives: 3 };
    const three = parse("query ($x: Int @b) @a { ...F @c } fragment F on Query { id }");
    const four = parse("query ($x: Int @b) @a { ...F @c } fragment F on Query @d { id }");
    const again = parse("{ ...F @a ...F @b } fragment F on Query { id @c }");

    expect(checkDocument(three, limits)).toBeUndefined();
    expect(checkDocument(four, limits)?.extensions).toMatchObject({ limit: 3, found: 4 });
    expect(checkDocument(again, limits)?.extensions).toMatchObject({ limit: 3, found: 4 });
  });

  it("is refused at once when its fragments grow exponentially", async () => {
    const fragments = times(100, (i) => `fragment F${i} on Customer { ...F${i + 1} ...F${i + 1} }`);
    const bomb = `${ofCustomer("...F0")} ${fragments} fragment F100 on Customer { id }`;
    const began = performance.now();
    const refusal = checkDocument(parse(bomb), DOCUMENT_LIMITS);
    const milliseconds = performance.now() - began;

    const answer = await graph.ask(bomb);

    expect(refusal?.message).toContain("over 1000000000 fields");
    expect(milliseconds).toBeLessThan(100);
    expectRefusal(answer, { limit: fields, found: 1_000_000_000 });
  });

  it("is refused at once when its fragments are circular", async () => {
    const circle = `${ofCustomer("...A")} fragment A on Customer { parent { ...B } } fragment B on Customer { parent { ...A ...A } }`;

    const { status, errors, planned } = await graph.ask(circle);

    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain("Cannot spread fragment");
    expect(planned).toBe(0);
  });

  it("is refused when it is sent again, whatever operation it names", async () => {
    const document = `query A { ${times(rootFields + 1, () => "__typename")} } query B { __typename }`;

    for (const name of ["A", "A", "B", "C", undefined])
      expectRefusal(await graph.ask(document, {}, name), { limit: rootFields, found: rootFields + 1 });
  });

  it("is refused when it is nested very deeply", async () => {
    const graph = await serveLimited({ limits: { tokens: 20_000, depth: 100 } });

    const answers = [
      await graph.ask(nested(6_000, "parent", "id")),
      await graph.ask(`{ ${"... { ".repeat(6_000)} id ${"} ".repeat(6_000)} }`),
      await graph.ask(`{ a(b: ${"[".repeat(9_000)}${"]".repeat(9_000)}) }`),
    ];
    await graph.stop();

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).not.toContain("INTERNAL_SERVER_ERROR");
  });
});

const CHILDREN = "children(first: 100)";

describe("The cost of an operation", () => {
  const page = "query ($first: Int) { customers(first: $first) { nodes { id } } }";

  it("multiplies nested lists, and a refusal names the cost, the limit and the field that causes it", async () => {
    const answer = await graph.ask(
      `{ customers(first: 100) { nodes { ${CHILDREN} { nodes { ${CHILDREN} { nodes { id } } } } } } }`,
    );
    const beside = await graph.ask(
      `{ a: customer(id: "${ID}") { id } customers(first: 100) { nodes { ${CHILDREN} { nodes { ${CHILDREN} { edges { cursor } } } } } } }`,
    );

    expectRefusal(answer, { limit: DOCUMENT_LIMITS.cost, cost: 1_020_201 });
    expect(answer.errors?.[0]?.message).toMatch(
      /^The operation costs 1020201, and the limit is 20000: .* Ask for fewer items with "first"/,
    );
    expect(beside.errors?.[0]?.message).toContain('costs 1020202, "customers" most of all with 1020201,');
  });

  it("may reach the limit, and is refused one above it", async () => {
    const limited = await serveLimited({ limits: { cost: 51 } });

    const [most, tooMuch] = [await limited.ask(page, { first: 50 }), await limited.ask(page, { first: 51 })];
    const again = await limited.ask(page, { first: 50 });
    await limited.stop();

    expectAnswer(most);
    expectRefusal(tooMuch, { limit: 51, cost: 52 });
    expectAnswer(again);
  });

  it("takes the length of a list from an argument, a variable, or the default of either", async () => {
    const limited = await serveLimited({ limits: { cost: 10 } });
    const costOf = async (query: string, variables: object = {}) =>
      (await limited.ask(query, variables)).errors?.[0]?.extensions.cost;

    const costs = [
      await costOf("{ customers(first: 30) { nodes { id } } }"),
      await costOf(page, { first: 30 }),
      await costOf(page),
      await costOf(page, { first: null }),
      await costOf("{ customers { nodes { id } } }"),
      await costOf("query ($first: Int = 30) { customers(first: $first) { nodes { id } } }"),
      await costOf("query ($first: Int = 30) { customers(first: $first) { nodes { id } } }", { first: 40 }),
      await costOf("{ customers(first: 30) { edges { node { id } } } }"),
      await costOf("{ customers(first: 0) { nodes { id } totalCount } }"),
      await costOf("{ customers(first: -1000000) { nodes { id } edges { cursor } totalCount } }"),
      await costOf("{ customers(first: 2147483647) { nodes { id } } }"),
    ];
    const wrong = await graph.ask(page, { first: "many" });
    await limited.stop();

    expect(costs).toEqual([31, 31, 21, 21, 21, 31, 41, 61, 11, 11, 1_000_000_000]);
    expect(wrong.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("counts fragments wherever they are spread, with the length of the list there", async () => {
    const limited = await serveLimited({ limits: { cost: 10 } });
    const answer = await limited.ask(
      `
      query ($few: Int) { a: customers(first: $few) { ...Page } b: customers(first: 50) { ... { ...Page } } }
      fragment Page on CustomerConnection { nodes { ...Name ...Name } pageInfo { endCursor } }
      fragment Name on Customer { party { displayName } }`,
      { few: 5 },
    );
    await limited.stop();

    expect(answer.errors?.[0]?.extensions.cost).toBe(2 + 2 + 5 * 3 + 50 * 3);
  });

  it("leaves out what is skipped", async () => {
    const limited = await serveLimited({ limits: { cost: 30 } });
    const query = `query ($all: Boolean!) {
      customers(first: 5) { nodes { id } totalCount }
      more: customers @include(if: $all) { nodes { id } }
      none: customers @skip(if: true) { nodes { id } }
    }`;

    const [few, all] = [await limited.ask(query, { all: false }), await limited.ask(query, { all: true })];
    await limited.stop();

    expectAnswer(few);
    expect(all.errors?.[0]?.extensions.cost).toBe(16 + 21);
  });

  it("takes a list by a saved view for one by as many conditions as a list may have", async () => {
    const limited = await serveLimited({ limits: { cost: 10 } });
    const list =
      "query ($viewId: ID, $where: CustomerCondition) { customers(viewId: $viewId, where: $where) { nodes { id } } }";
    const costOf = async (variables: object, query = list) =>
      (await limited.ask(query, variables)).errors?.[0]?.extensions.cost;
    const condition = { relationship: { referredBy: { equals: "x" } } };

    const plain = await costOf({ viewId: null });
    const byView = await costOf({ viewId: ID });
    const byCondition = await costOf({ where: { or: Array.from({ length: 60 }, () => condition) } });
    const groups = await costOf(
      { viewId: ID },
      "query ($viewId: ID) { customerGroups(viewId: $viewId, by: STATUS) { count } }",
    );
    await limited.stop();

    expect([plain, byView, byCondition]).toEqual([21, 21 + 180, 21 + 181]);
    expect(groups).toBe(100 * 50 + 180);
  });

  it("counts every record in a mutation's input", async () => {
    const limited = await serveLimited({ limits: { cost: 100 } });
    const upsert = `mutation ($input: CustomersUpsertInput!) { customersUpsert(input: $input) { userErrors { message } } }`;
    const inputOf = (count: number) => ({
      input: {
        matchBy: "ACCOUNT_NUMBER",
        records: Array.from({ length: count }, (_, i) => ({
          displayName: "A",
          accountNumber: `${i}`,
          party: { organization: { name: "A" } },
        })),
      },
    });
    const literal = `mutation { customersImport(input: { vocabulary: LEDGER, records: [${times(9, () => "{ a: [{ b: 1 }] }")}] }) { userErrors { message } } }`;

    const [few, many] = [await limited.ask(upsert, inputOf(5)), await limited.ask(upsert, inputOf(8))];
    const written = await limited.ask(literal);
    await limited.stop();

    expectAnswer(few);
    expectRefusal(many, { limit: 100, cost: 10 + 1 + 10 + 1 + 8 * 12 });
    expectRefusal(written, { limit: 100, cost: 10 + 1 + 10 + 1 + 9 * 10 });
  });

  it("stays far below the limit for every operation of the client, at its largest pages", () => {
    const { operations } = JSON.parse(readFileSync(projectFile("client/generated/trusted-documents.json"), "utf8")) as {
      operations: { name: string; body: string }[];
    };
    const half = Object.fromEntries(Object.entries(DOCUMENT_LIMITS).map(([name, limit]) => [name, limit / 2]));
    const checkCost = createCheckCost(schema, supergraphSdl, DOCUMENT_LIMITS.cost / 2);

    expect(operations.length).toBeGreaterThan(50);
    for (const { body } of operations) {
      const document = parse(body);
      const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
      const variables = operation?.variableDefinitions?.map(({ variable }) => [variable.name.value, 100]) ?? [];

      expect(checkDocument(document, half as unknown as DocumentLimits)).toBeUndefined();
      if (operation) checkCost(document, operation, Object.fromEntries(variables));
    }
  });

  it("follows the weights of the supergraph that is in use", async () => {
    const limited = await serveLimited();
    const query = '{ customerSearch(text: "abc", first: 1) { nodes { id } } }';

    const before = await limited.ask(query);
    await limited.gateway.replaceSupergraph(supergraphSdl.replace("@cost(weight: 20)", "@cost(weight: 30000)"));
    const after = await limited.ask(query);
    await limited.stop();

    expectAnswer(before);
    expectRefusal(after, { limit: DOCUMENT_LIMITS.cost, cost: 30_001 });
  });
});

describe("The weights of the schema", () => {
  const { sizes } = readWeights(supergraphSdl);
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith("__") && !name.endsWith("Connection"))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field })));

  it("take the length of every page from its argument `first`", () => {
    const pages = lists.filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"));

    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter(({ at }) => !sizes.get(at)?.slicingArguments.includes("first"))).toEqual([]);
    expect(
      pages.filter(({ at }) => !["nodes", "edges"].every((name) => sizes.get(at)?.sizedFields?.has(name))),
    ).toEqual([]);
  });

  it("assume a length for every other list of objects", () => {
    const others = lists.filter(
      ({ field }) =>
        isListType(getNullableType(field.type)) &&
        isCompositeType(getNamedType(field.type)) &&
        getNamedType(field.type).name !== "UserError",
    );

    expect(others.filter(({ at }) => !sizes.get(at)?.assumedSize).map(({ at }) => at)).toEqual([]);
  });
});

describe("The weights of any supergraph", () => {
  const SDL = `
    schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }], as: "dear") { query: Query }
    type Query {
      plain: [Thing!]!
      page(by: By, last: Int, only: [Filter!], kind: Kind): Page
        @dear__listSize(slicingArguments: ["by.first", "last"], sizedFields: ["items"])
      things(first: Int, last: Int): [Thing] @dear__listSize(assumedSize: 4, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    }
    input By { first: Int }
    input Filter { name: String @price(weight: "3") and: [Filter!] }
    enum Kind @price(weight: 5) { A }
    type Page { items: [Thing!] }
    type Thing @price(weight: 2) { name: String @price(weight: 7) shape: Shape }
    interface Shape { size: Int }
  `;
  const compile = createCostCompiler(buildSchema(SDL, { assumeValidSDL: true }), readWeights(SDL));
  const costOf = (text: string, variables: Record<string, unknown> = {}) => {
    const document = parse(text);
    return evaluate(compile(document, document.definitions[0] as OperationDefinitionNode), variables);
  };

  it("are read by the names the supergraph links them under, as numbers or strings", () => {
    expect(costOf("{ plain { name } }")).toBe(10 * (2 + 7));
    expect(costOf("{ plain { shape { size } } }")).toBe(10 * (2 + 1));
    expect(costOf("{ things { name } }")).toBe(4 * 9);
    expect(costOf("{ things(first: 2, last: 3) { __typename } }")).toBe(3 * 2);
    expect(costOf('{ page(last: 1, kind: A, only: [{ name: "a" }, { and: { name: "b" } }]) { __typename } }')).toBe(
      1 + 5 + 4 + 5,
    );
    expect(
      costOf("query ($only: [Filter!]) { page(last: 1, only: $only) { __typename } }", {
        only: { and: [{ name: "b" }, {}] },
      }),
    ).toBe(1 + 6);
  });

  it("also take the length of a list from inside an input object", () => {
    expect(costOf("{ page(by: { first: 6 }) { items { __typename } } }")).toBe(1 + 1 + 6 * 2);
    expect(costOf("query ($by: By) { page(by: $by) { items { __typename } } }", { by: { first: 6 } })).toBe(
      1 + 1 + 6 * 2,
    );
    expect(costOf("query ($n: Int) { page(by: { first: $n }) { items { __typename } } }", { n: 6 })).toBe(
      1 + 1 + 6 * 2,
    );
  });

  it("require exactly one slicing argument where the schema does", () => {
    expect(() => costOf("{ page { items { name } } }")).toThrow(
      'how many items of "page" you want, with exactly one of: by.first, last',
    );
    expect(() => costOf("{ page(last: 1, by: { first: 1 }) { items { name } } }")).toThrow("exactly one");
    expect(() => costOf("query ($n: Int) { page(last: $n) { items { name } } }")).toThrow("exactly one");
  });

  it("count as nothing what a hostile request sends in place of a number, a list or an object", () => {
    const query =
      "query ($n: Int, $only: [Filter!], $by: By) { things(first: $n) { name } page(only: $only, by: $by, last: 1) { items { name } } }";
    const within = JSON.parse(`${'{"and":'.repeat(5_000)}null${"}".repeat(5_000)}`);

    expect(costOf(query, { n: "9", only: 7, by: { first: {} } })).toBeGreaterThan(0);
    expect(costOf(query, { only: within })).toBeLessThan(200);
    expect(costOf(query, JSON.parse('{ "__proto__": { "n": 50 }, "by": { "__proto__": { "first": 50 } } }'))).toBe(
      4 * 9 + 1 + 9 + 1,
    );
  });
});

describe("An introspection query", () => {
  const CIRCULAR = "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }";

  it("is answered in the form that every tool sends", async () => {
    const all = {
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    };
    const standard = await graph.ask(getIntrospectionQuery(all), {}, "IntrospectionQuery");
    const small = await graph.ask('{ __type(name: "Customer") { fields { type { name fields { name } } } } }');

    expectAnswer(standard);
    expectAnswer(small);
  });

  it("is refused when it is circular, also through fragments", async () => {
    const byFragments = `{ __type(name: "Customer") { ...A } } fragment A on __Type { fields { type { ...B } } }
      fragment B on __Type { possibleTypes { interfaces { name } } }`;

    for (const query of [CIRCULAR, byFragments]) expectRefusal(await graph.ask(query), { limit: 2, found: 3 });
    expectRefusal(await graph.ask(`{ __type(name: "Customer") { ${nested(20, "ofType", "name")} } }`), {
      limit: 20,
      found: 21,
    });
  });

  it("is refused in production in any form", async () => {
    const closed = await serveLimited({ introspection: false });
    const answers = [await closed.ask("{ __schema { types { name } } }"), await closed.ask(CIRCULAR)];
    await closed.stop();

    expect(answers.map(({ status, data }) => [status, data])).toEqual([
      [400, undefined],
      [400, undefined],
    ]);
  });
});

describe("What overloads other servers", () => {
  const OVERLOADS: readonly [string, string][] = [
    ["a hundred aliases", `{ ${times(101, (i) => `alias${i}: __typename`)} }`],
    ["fifty directives", `query { __typename ${times(50, () => "@aa")} }`],
    ["fifty times the same directive", `query { __typename ${times(50, () => "@include(if: true)")} }`],
    ["five hundred times the same field", `query { ${times(500, () => "__typename")} }`],
    [
      "a circular question about the schema",
      "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
    ],
    [
      "a mutation many times in one operation",
      `mutation { ${times(21, (i) => `m${i}: customerDelete(input: { customerId: "${ID}" }) { deletedCustomerId }`)} }`,
    ],
  ];

  it.each(OVERLOADS)("is refused quickly: %s", async (_, query) => {
    const answer = await graph.ask(query);

    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]?.extensions.code).toBe("OPERATION_REFUSED");
    expect(answer.planned).toBe(0);
    expect(answer.milliseconds).toBeLessThan(1_000);
  });

  it("gets only a few of its errors reported", async () => {
    const { status, errors } = await graph.ask("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }");

    expect(status).toBe(400);
    expect(errors).toHaveLength(6);
  });
});

describe("A wrong name", () => {
  const WRONG: readonly (readonly [string, string, object])[] = (
    [
      ["a field", ofCustomer("displayNam")],
      ["an argument", "{ customers(firs: 1) { totalCount } }"],
      ["a type", "{ customer(id: 1) { ... on Custome { id } } }"],
      ["a type of a variable", "query ($f: CustomerFilte) { customers(filter: $f) { totalCount } }"],
      ["a missing selection", "{ customers }"],
      ["a directive", "{ customers @includ(if: true) { totalCount } }"],
      ["a variable", "query ($filter: CustomerFilter) { customers(filter: $filtr) { totalCount } }"],
      ["a value in the document", "{ customers(filter: { status: [ACTIV] }) { totalCount } }"],
      ["a value as a string in the document", '{ customers(filter: { status: ["ACTIV"] }) { totalCount } }'],
      ["an input field in the document", "{ customers(filter: { nameContain: 1 }) { totalCount } }"],
      ["a field of an interface", ofCustomer("party { firstName }")],
      [
        "a value in the variables",
        "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
        { f: { status: ["ACTIV"] } },
      ],
      [
        "an input field in the variables",
        "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
        { f: { nameContain: "a" } },
      ],
    ] as readonly [string, string, object?][]
  ).map(([what, query, variables = {}]) => [what, query, variables]);
  let closed: Awaited<ReturnType<typeof serveLimited>>;

  beforeAll(async () => {
    closed = await serveLimited({ introspection: false });
  });

  afterAll(() => closed.stop());

  it.each(WRONG)("gets no suggestion where the schema is hidden: %s", async (_what, query, variables) => {
    const { errors } = await closed.ask(query, variables);

    expect(errors?.length).toBeGreaterThan(0);
    expect(errors?.map(({ message }) => message).join()).not.toMatch(/did you mean|displayName|nameContains|"ACTIVE"/i);
  });

  it("gets a suggestion where the schema may be read", async () => {
    const told = await Promise.all([
      graph.ask(ofCustomer("displayNam")),
      graph.ask(WRONG[11]?.[1] ?? "", WRONG[11]?.[2]),
    ]);

    for (const { errors } of told) expect(errors?.[0]?.message).toContain("Did you mean");
  });
});

describe("The limits of documents", () => {
  const faultOf = (env: Record<string, string>): string => {
    try {
      readGatewayConfig(env);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  it("are set by the environment, each within a sensible range", () => {
    const set = {
      MAX_DEPTH: "9",
      MAX_ALIASES: "0",
      MAX_DIRECTIVES: "1",
      MAX_TOKENS: "100",
      MAX_CHARACTERS: "1000",
      MAX_ROOT_FIELDS: "2",
      MAX_FIELDS: "50",
      MAX_COST: "500",
    };

    expect(readGatewayConfig({}).documentLimits).toEqual(DOCUMENT_LIMITS);
    expect(readGatewayConfig(set).documentLimits).toEqual({
      depth: 9,
      aliases: 0,
      directives: 1,
      tokens: 100,
      characters: 1_000,
      rootFields: 2,
      fields: 50,
      cost: 500,
    });
    expect(faultOf({ MAX_DEPTH: "1", MAX_TOKENS: "1000000", MAX_COST: "-1", MAX_FIELDS: "all" })).toContain(
      "4 settings are wrong",
    );
    expect(faultOf({ MAX_DEPTH: "1000" })).toContain("MAX_DEPTH: 1000\n    expected a whole number from 2 to 100");
  });

  it("hold in a separate gateway process", async () => {
    await build();
    const { url } = await serve("gateway", ["--supergraph", projectFile("schema/supergraph.graphql")], {
      MAX_DEPTH: "4",
      MAX_COST: "50",
    });

    const deep = await send(url, ofCustomer("parent { parent { parent { id } } }"));
    const dear = await send(url, "{ customers { nodes { id } edges { node { id } } } }");

    expect(deep).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "OPERATION_REFUSED", limit: 4, found: 5 } }],
    });
    expect(dear).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "OPERATION_REFUSED", limit: 50, cost: 61 } }],
    });
  });
});
