import { asJson, createTestGateway, expected, parsed, requestOf } from "./support/engine/gateway.ts";

const gateway = await createTestGateway();

const ask = async (text: string, variables: Record<string, unknown> = {}, request = requestOf()) =>
  asJson(await gateway.execute({ document: parsed(text), variables, context: request }));

const answers = [
  "{ me { id name friends { name email } } }",
  "{ products { id name inStock shippingCost averageRating reviews { body author { username name } } } }",
  '{ product(id: "p1") { id: name sku: kind price inStock maker { id: name country } } }',
  "{ medias { __typename id title reviews { rating media { __typename title ... on Book { pages } } } score } }",
  '{ search(text: "") { __typename ... on Product { name inStock } ... on Media { title score } ... on User { email } } }',
  "{ grid { sku inStock related { name } } featured { title catalogNote stockNote product { shippingCost(speed: FAST) } } }",
  "{ latestReviews(first: 10) { media { t: __typename score ... on Film { minutes } } subject { ... on Product { name inStock } ... on User { n: name } } } }",
  "{ warehouses { code city products { id name weight shippingCost related(first: 3) { inStock warehouses { city } } } } }",
  "{ items { sku ... on Product { price } ... on Media { reviews { body } } } plans { ... on FreePlan { ads } ... on PaidPlan { price until } } }",
  '{ __typename q: __typename me { __typename n: __typename } __type(name: "Product") { fields { name } } }',
];

describe("The gateway", () => {
  for (const text of answers) {
    it(`answers as one schema would: ${text}`, async () => {
      const result = await ask(text);

      expect(result).toEqual(expected(text));
    });
  }
});
