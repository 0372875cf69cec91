import { serveLimited } from "../../support/limited-graph.ts";

const ODD = "9007199254740993";

let graph: Awaited<ReturnType<typeof serveLimited>>;

beforeAll(async () => {
  graph = await serveLimited();
});

afterAll(async () => {
  await graph.stop();
});

const post = async (body: string) => {
  const response = await fetch(graph.url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return { status: response.status, text: await response.text() };
};

const told = (path: string) =>
  `${path} is ${ODD}, a number with more digits than JSON numbers keep here: write it as a string`;

describe("A client's number that a double would change", () => {
  it("is refused with its name and value in a body", async () => {
    const { status, text } = await post(
      `{"query":"query ($id: ID!) { customer(id: $id) { id } }","variables":{"id":${ODD}}}`,
    );

    expect(status).toBe(400);
    expect(text).toContain(told("variables.id"));
  });

  it("is refused with its name and value in a query string", async () => {
    const query = new URLSearchParams({
      query: "query ($id: ID!) { customer(id: $id) { id } }",
      variables: `{"id":${ODD}}`,
    });

    const response = await fetch(`${graph.url}?${query}`, { headers: { "apollo-require-preflight": "1" } });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(told("variables.id"));
  });

  it("is refused in a JSON literal of the operation", async () => {
    const { errors } = await graph.ask(
      `mutation { customersImport(input: { vocabulary: FUNNEL_CRM, records: [{ a: [{ b: ${ODD} }] }] }) { results { index } } }`,
    );

    expect(errors?.[0]?.message).toContain(`JSON cannot represent ${ODD} exactly as a number: write it as a string`);
  });

  it.each(["1234567890123456.78", "0.12345678901234567"])(
    "is refused as a decimal with more digits than a double holds, and accepted as a string: %s",
    async (amount) => {
      const query =
        "query ($amount: Decimal!) { customers(where: { finance: { creditLimit: { gte: $amount } } }, first: 1) { totalCount } }";
      const asNumber = await post(`{"query":${JSON.stringify(query)},"variables":{"amount":${amount}}}`);
      const asText = await graph.ask(query, { amount });

      expect(asNumber.text).toContain("exactly as a number: write it as a string");
      expect(asText.errors).toBeUndefined();
    },
  );

  it("is accepted as a string, and refused in a body of a hundred thousand levels", async () => {
    const taken = await graph.ask("query ($id: ID!) { customer(id: $id) { id } }", { id: ODD });
    const deep = await post(`${"[".repeat(100_000)}${ODD}${"]".repeat(100_000)}`);

    expect(taken).toMatchObject({ status: 200, data: { customer: null } });
    expect(deep.status).toBe(400);
  });
});
