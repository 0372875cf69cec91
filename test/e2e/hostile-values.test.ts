import { type LimitedAnswer, serveLimited } from "../support/limited-graph.ts";

/**
 * Values within the body limit that cost more than their size suggests when they are traversed,
 * transliterated or echoed.
 */
let graph: Awaited<ReturnType<typeof serveLimited>>;

beforeAll(async () => {
  graph = await serveLimited();
});

afterAll(async () => {
  await graph.stop();
});

const inside = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);

/** Chinese text without repetition, which must be converted to Punycode in a host name. */
const wordsOf = (length: number): string =>
  Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join("");

const expectFault = ({ status, errors }: LimitedAnswer, message: string): void => {
  expect(status).toBe(400);
  expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  expect(errors?.[0]?.message).toContain(message);
};

describe("The scalar URL", () => {
  const write = (website: string): Promise<LimitedAnswer> =>
    graph.ask(
      "mutation ($input: CustomerAccountUpdateInput!) { customerAccountUpdate(input: $input) { userErrors { code message } } }",
      {
        input: { customerId: "018f0000-0000-7000-8000-000000000000", website },
      },
    );

  it.each([
    ["with its scheme", (host: string) => `http://${host}`],
    ["without slashes", (host: string) => `http:${host}`],
    ["behind breaks and other slashes", (host: string) => `ht\ntp:/\t\\/\n/${host}/path`],
  ])("refuses a host that would be slow to parse: %s", async (_, addressOf) => {
    const { errors, data } = await write(addressOf(wordsOf(2_000)));

    expect(errors).toBeUndefined();
    expect(data.customerAccountUpdate.userErrors).toMatchObject([{ code: "INVALID" }]);
  });

  it("refuses what is longer than any URL before parsing it, and quotes only its beginning", async () => {
    const answer = await write(`https://${"x".repeat(200_000)}.example`);

    const [refusal] = answer.data.customerAccountUpdate.userErrors;
    expect(refusal.message).toContain("at most 2048 characters");
    expect(refusal.message.length).toBeLessThan(200);
  });

  it("accepts a host in any script, and a long path", async () => {
    const { errors, data } = await write(`https://${wordsOf(20)}.example/${"x".repeat(1_000)}`);

    expect(errors).toBeUndefined();
    expect(data.customerAccountUpdate.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("The scalar JSON", () => {
  const IMPORT =
    "mutation ($input: CustomersImportInput!) { customersImport(input: $input) { results { userErrors { code } } } }";
  const write = (record: unknown): Promise<LimitedAnswer> =>
    graph.ask(IMPORT, { input: { vocabulary: "FUNNEL_CRM", records: [record] } });

  it("refuses nesting so deep that recursion would overflow the stack", async () => {
    for (const levels of [101, 3_000]) {
      expectFault(await write(inside(levels)), "JSON cannot have more than 100 levels.");
    }
  });

  it("accepts a hundred levels", async () => {
    const { errors, data } = await write(inside(100));

    expect(errors).toBeUndefined();
    expect(data.customersImport.results).toHaveLength(1);
  });
});

describe("An input with a hundred thousand mistakes", () => {
  it("reports some of them, and is not a server error", async () => {
    const party = { organization: { name: "Many Mistakes" } };
    const sharedWithWorkspaceIds = Array(100_000).fill("");

    const { errors, data } = await graph.ask(
      "mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { userErrors { message path } } }",
      { input: { displayName: "Many Mistakes", party, sharedWithWorkspaceIds } },
    );

    expect(errors).toBeUndefined();
    expect(data.customerCreate.userErrors.length).toBeLessThanOrEqual(100);
    expect(data.customerCreate.userErrors[0].path).toEqual(["sharedWithWorkspaceIds"]);
  });
});
