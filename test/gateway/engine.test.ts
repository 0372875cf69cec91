import type { GatewayOptions } from "../../gateway/request/graph-gateway.ts";
import { TransportError } from "../../gateway/transport/transport.ts";
import { fieldsFailing } from "../support/engine/faults.ts";
import {
  asJson,
  createTestGateway,
  expected,
  parsed,
  requestOf,
  subgraphTransport,
} from "../support/engine/gateway.ts";
import { startHttpSubgraphs } from "../support/engine/http-subgraphs.ts";
import { createStore } from "../support/engine/store.ts";

const subgraphs = await startHttpSubgraphs();
afterAll(subgraphs.stop);

const transports: [string, GatewayOptions["transports"]][] = [
  ["in process", (name) => subgraphTransport(name)],
  ["in process without the compiler", (name) => subgraphTransport(name, false)],
  ["over HTTP", subgraphs.transport],
];

describe.each(transports)("The gateway with subgraphs %s", (_, transport) => {
  const created = createTestGateway({ transports: transport });
  afterAll(async () => (await created).stop());

  const ask = async (text: string, variables: Record<string, unknown> = {}, request = requestOf()) =>
    asJson(await (await created).execute({ document: parsed(text), variables, context: request }));

  describe("answers as one schema would", () => {
    it.each([
      ["entities of several subgraphs", "{ me { id name friends { name email reviews { rating } } } }"],
      [
        "@requires, with arguments",
        "{ products { shippingCost fast: shippingCost(speed: FAST) isHeavy maker { isFar } } }",
      ],
      ["compound keys", "{ latestReviews(first: 9) { product { listPrice offers { name for } inStock } } }"],
      ["interface objects", "{ medias { __typename id reviews { media { title score ... on Book { pages } } } } }"],
      [
        "unions",
        '{ search(text: "") { __typename ... on Product { inStock } ... on Media { score } ... on User { email } } }',
      ],
      ["lists of lists", "{ grid { sku inStock related { name } } }"],
      ["values of two subgraphs under one key", "{ featured { title catalogNote stockNote product { isHeavy } } }"],
      ["@provides and @override", '{ latestReviews { author { username } } product(id: "p1") { price } }'],
      [
        "introspection beside data",
        '{ __type(name: "User") { name fields { name } } t: __typename me { n: __typename id } }',
      ],
      [
        "aliases that JavaScript would stumble over",
        "{ __proto__: me { constructor: name toString: id __proto__: email } }",
      ],
    ])("%s", async (_what, text) => {
      for (let run = 0; run < 4; run++) expect(await ask(text)).toEqual(expected(text));
    });

    it("conditions for each of their values", async () => {
      const text = `query ($a: Boolean!, $b: Boolean!) {
        products { ...Stock @include(if: $a) name @skip(if: $b) maker @include(if: $b) { ... @skip(if: $a) { name } } }
      }
      fragment Stock on Product { inStock shippingCost @skip(if: $b) }`;

      for (const a of [true, false]) {
        for (const b of [true, false]) expect(await ask(text, { a, b })).toEqual(expected(text, { a, b }));
      }
    });

    it.each([
      ["by a literal", "query ($x: Boolean = true) { me { id friends @skip(if: true) { id @include(if: $x) } } }"],
      [
        "by another variable",
        "query ($x: Boolean = true, $no: Boolean = false) { me { id friends @include(if: $no) { ...F @skip(if: $x) } } } fragment F on User { id }",
      ],
      [
        "in a fragment that is left out in one place and empty in another",
        "query ($x: Boolean = true, $no: Boolean = false) { me { ... @include(if: $no) { ...F } id } } fragment F on User { name @include(if: $x) }",
      ],
    ])("a condition without a value on what is left out %s", async (_how, text) => {
      for (const x of [null, true, false]) expect(await ask(text, { x })).toEqual(expected(text, { x }));
    });

    it("no condition without a value on what is not left out", async () => {
      const text =
        "query ($x: Boolean = true, $no: Boolean = false) { me { id friends @skip(if: $no) { id @include(if: $x) } } }";

      expect(await ask(text, { x: null })).toEqual({
        errors: [
          {
            message: 'Variable "$x" decides over @skip or @include and must not be null.',
            extensions: { code: "BAD_USER_INPUT" },
          },
        ],
      });
    });

    it("a query whose root fields are all skipped", async () => {
      const text = "query ($no: Boolean!) { me @include(if: $no) { id } }";

      expect(await ask(text, { no: false })).toEqual({ data: {} });
    });

    it("variables with the names that plans use", async () => {
      const text =
        "query ($representations: Int) { products(first: 2) { id reviews(minRating: $representations) { rating } } }";
      const variables = { representations: 2 };

      expect(await ask(text, variables)).toEqual(expected(text, variables));
    });
  });

  describe("does not confuse an alias with a key", () => {
    const plain = "{ products { inStock listPrice shippingCost reviews { rating } } }";

    it.each([
      [
        "on the entity",
        "{ products { id: name sku: kind weight: price inStock listPrice shippingCost reviews { rating } } }",
      ],
      ["inside a key", "{ products { region { code: country } inStock listPrice shippingCost reviews { rating } } }"],
      [
        "in a fragment",
        "{ products { ...F inStock listPrice shippingCost reviews { rating } } } fragment F on Product { id: name }",
      ],
      [
        "in a condition",
        "{ products { ... on Node { ... on Product { id: name } } inStock listPrice shippingCost reviews { rating } } }",
      ],
      [
        "of an input of @requires",
        "{ products { dimensions: region { width: code } weight: price inStock listPrice shippingCost reviews { rating } } }",
      ],
      ["of __typename", "{ products { __typename: name inStock listPrice shippingCost reviews { rating } } }"],
    ])("%s", async (_where, text) => {
      const { data } = await ask(text);

      const reference = expected(plain).data;
      const read = (product: Record<string, unknown>) => [
        product.inStock,
        product.listPrice,
        product.shippingCost,
        product.reviews,
      ];
      expect(data.products.map(read)).toEqual(reference.products.map(read));
      expect(data).toEqual(expected(text).data);
    });
  });

  describe("propagates nulls exactly", () => {
    it.each([
      [
        "from a subgraph's required field to the nearest nullable parent",
        ["Product.inStock p1"],
        '{ product(id: "p1") { id inStock } }',
      ],
      ["in a list of required items", ["Product.inStock p1"], "{ products { id inStock } }"],
      ["in a list of nullable items", ["User.name u3"], "{ users { id name } }"],
      ["in a list of lists", ["Product.inStock p1"], "{ grid { id inStock } }"],
      [
        "of a required root field, whatever other fields the same subgraph was asked for",
        ["User.name u1"],
        "{ again: me { id } users { id } mine: me { name } latestReviews { id } }",
      ],
      [
        "through fragments",
        ["Product.inStock p1"],
        "{ me { reviews { product { ...F } } } } fragment F on Product { stock: inStock }",
      ],
      ["through an abstract type", ["Media.reviews b0"], "{ items { sku ... on Book { reviews { id } } } }"],
      [
        "of a field of its own subgraph",
        ["Review.rating r1"],
        "{ latestReviews(first: 3) { id rating author { name } } }",
      ],
    ])("%s", async (_what, failing, text) => {
      const fault = fieldsFailing(failing);

      const answer = await ask(text, {}, requestOf(createStore(), fault));

      const reference = expected(text, {}, requestOf(createStore(), fault));
      expect(answer.data).toEqual(reference.data);
      expect(answer.errors?.map(({ path }) => path)).toEqual(reference.errors?.map(({ path }) => path));
    });
  });

  describe("reports a subgraph's error", () => {
    it("at the client's path, through its aliases, with a code and the service, and nothing else", async () => {
      const text = "{ all: products(first: 2) { who: maker { label: name } stock: warehouses { town: city } } }";

      const { data, errors } = await ask(text, {}, requestOf(createStore(), fieldsFailing(["Warehouse.city W1"])));

      expect(data.all[0].stock).toEqual([{ town: null }]);
      expect(errors?.[0]).toEqual({
        message: 'The service "stock" failed.',
        path: ["all", 0, "stock", 0, "town"],
        locations: expect.anything(),
        extensions: { code: "DOWNSTREAM_SERVICE_ERROR", service: "stock" },
      });
      expect(JSON.stringify(errors)).not.toContain("secret");
    });
  });

  describe("runs mutations", () => {
    it("in order, each completed before the next", async () => {
      const store = createStore();
      const text = `mutation {
        a: stockSet(sku: "sku-1", region: { code: "EU" }, amount: 1) { inStock name }
        b: productRename(id: "p1", name: "new") { name inStock }
        c: stockSet(sku: "sku-1", region: { code: "EU" }, amount: 2) { inStock name }
      }`;

      const answer = await ask(text, {}, requestOf(store));

      expect(answer).toEqual(expected(text));
      expect(store.writes).toEqual(["stock p1 1", "rename p1", "stock p1 2"]);
    });

    it("until a non-null one fails", async () => {
      const store = createStore();
      const text =
        'mutation { productBreak(id: "p0") { id } reviewFail { id } userRename(id: "u1", name: "x") { id } }';

      const { data, errors } = await ask(text, {}, requestOf(store));

      expect(data).toBeNull();
      expect(errors?.map(({ path }) => path)).toEqual([["productBreak"], ["reviewFail"]]);
      expect(store.writes).toEqual(["break p0", "fail"]);
    });
  });

  it("ends a mutation with a field that another subgraph makes null", async () => {
    const store = createStore();
    const text = 'mutation { productRename(id: "p0", name: "x") { inStock } userRename(id: "u1", name: "y") { id } }';

    const { data } = await ask(text, {}, requestOf(store, fieldsFailing(["Product.inStock p0"])));

    expect(data).toBeNull();
    expect(store.writes).toEqual(["rename p0"]);
  });

  it("returns what the other subgraphs have when one is unreachable", async () => {
    const gateway = await createTestGateway({
      transports: (name, url) => {
        const send = () => Promise.reject(new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", "10.0.0.1 refused"));
        return name === "pricing" ? { prepare: () => send } : transport(name, url);
      },
    });

    const answer = asJson(
      await gateway.execute({ document: parsed("{ products(first: 1) { name listPrice } }"), context: requestOf() }),
    );

    expect(answer.data).toEqual({ products: [{ name: "Product 0", listPrice: null }] });
    expect(answer.errors).toEqual([
      {
        message: 'The service "pricing" is unavailable.',
        path: ["products", 0, "listPrice"],
        locations: expect.anything(),
        extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", service: "pricing", retryAfter: 1 },
      },
    ]);
    await gateway.stop();
  });

  it("sends nothing once the request is aborted", async () => {
    const aborted = AbortSignal.abort();

    const { data, errors } = await ask(
      '{ product(id: "p1") { id } }',
      {},
      requestOf(createStore(), undefined, aborted),
    );

    expect(data).toEqual({ product: null });
    expect(errors?.[0]?.extensions?.code).toBe("DOWNSTREAM_SERVICE_UNAVAILABLE");
  });

  it("refuses variables of the wrong type, and one named __proto__", async () => {
    const wrong = await ask("query ($first: Int) { products(first: $first) { id } }", { first: "many" });
    const strange = await ask("query ($__proto__: Int) { products(first: $__proto__) { id } }");

    expect(wrong.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    expect(strange.errors?.[0]?.message).toBe("A variable cannot be named $__proto__.");
    expect(wrong.data).toBeUndefined();
  });
});
