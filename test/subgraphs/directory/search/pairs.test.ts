import { beforeAll, describe, expect, it } from "@jest/globals";
import { given } from "../../../support/given.ts";
import { ask, testDatabase } from "../../../support/graph.ts";
import { CROWD } from "./crowd.ts";
import { MEANT, PAIRS } from "./meant.ts";

const CROWD_SIZE = 3_000;

const viewer = given.tenant();

beforeAll(async () => {
  await testDatabase.session(viewer.tenantId).write((manager) => manager.query(CROWD, [viewer.tenantId, CROWD_SIZE]));
  for (const [displayName, input] of Object.entries(MEANT)) await given.customer(viewer, { displayName, ...input });
});

const SEARCH = "query ($text: String!) { customerSearch(text: $text) { hits { customer { displayName } } } }";

describe("Query.customerSearch among thousands of customers", () => {
  it.each(PAIRS)("finds by %j: %s", async (text, meant, place) => {
    const { data, errors } = await ask(viewer, SEARCH, { text });

    expect(errors).toEqual([]);
    const names = data.customerSearch.hits.map(
      ({ customer }: { customer: { displayName: string } }) => customer.displayName,
    );
    expect(names.slice(0, place)).toContain(meant);
  });
});
