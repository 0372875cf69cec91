import { describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { composeGraph } from "../../../cli/dev/composition.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { UNIQUE_RECORDS } from "../../../subgraphs/common/user-errors.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { people } from "../../support/workspaces.ts";

const schema = buildSchema(composeGraph().apiSdl);

const OBSTACLES = `userErrors {
  code path
  customer { id version displayName primaryEmail relationship { funnelStage } finance { creditLimit { amount } } }
  existing { __typename id ... on Customer { displayName } ... on CustomerLabel { name } ... on StatusLabel { name } ... on PriceList { code } }
}`;

const write = async (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await ask(
    viewer,
    `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { ${OBSTACLES} } }`,
    { input },
  );
  return { userErrors: data?.answer.userErrors, errors };
};

const changed = async (viewer: Viewer) => {
  const customerId = await given.customer(viewer, {
    displayName: "Harbour Lights",
    primaryEmail: "harbour@shop.example",
    finance: { creditLimit: { amount: "90" } },
  });
  await write(viewer, "customerFunnelStageSet", { customerId, funnelStage: "LEAD" });
  return customerId;
};

/** One mutation for each subgraph. */
const STALE: Readonly<Record<string, object>> = {
  customerStatusSet: { status: "INACTIVE" },
  customerFunnelStageSet: { funnelStage: "CUSTOMER" },
  creditLimitSet: { creditLimit: null },
  customerContactCreate: { name: "Ida" },
  customerUpdate: { displayName: "Harbour" },
};

describe("UserError.customer", () => {
  it.each(Object.entries(STALE))("is the customer as it is now, when %s comes too late", async (mutation, input) => {
    const viewer = given.tenant();
    const id = await changed(viewer);

    const { userErrors, errors } = await write(viewer, mutation, { customerId: id, expectedVersion: 1, ...input });

    expect(errors).toEqual([]);
    expect(userErrors).toEqual([
      {
        code: "CONFLICT",
        path: ["expectedVersion"],
        customer: {
          id,
          version: 2,
          displayName: "Harbour Lights",
          primaryEmail: "harbour@shop.example",
          relationship: { funnelStage: "LEAD" },
          finance: { creditLimit: { amount: "90.00" } },
        },
        existing: null,
      },
    ]);
  });

  it.each(Object.entries(STALE))("has nothing of what the viewer's scopes do not read: %s", async (mutation, input) => {
    const viewer = given.tenant();
    const id = await changed(viewer);
    const writer = {
      ...viewer,
      scopes: new Set(["customers:read", "customers:write", "contacts:write", "finance:write"] as const),
    };

    const { userErrors, errors } = await write(writer, mutation, { customerId: id, expectedVersion: 1, ...input });

    expect(userErrors[0].customer).toMatchObject({ version: 2, primaryEmail: null, finance: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  it.each(Object.entries(STALE))("is not there for whom the customer is hidden: %s", async (mutation, input) => {
    const { viewers } = people();
    const id = await changed(viewers.inOne);

    const { userErrors } = await write(viewers.inTwo, mutation, { customerId: id, expectedVersion: 1, ...input });

    expect(userErrors).toEqual([{ code: "NOT_FOUND", path: ["customerId"], customer: null, existing: null }]);
  });
});

describe("UserError.existing", () => {
  it("is of the types that the schema names", () => {
    const { description } = (schema.getType("UserError") as GraphQLObjectType).getFields().existing ?? {};

    expect([...(description ?? "").matchAll(/`([A-Z]\w+[a-z]\w*)`/g)].map(([, name]) => name)).toEqual(UNIQUE_RECORDS);
  });

  it.each([
    ["customerLabelCreate", { name: "Fair" }, { name: "FAIR" }, { __typename: "CustomerLabel", name: "Fair" }],
    ["statusLabelCreate", { name: "Hot" }, { name: "hot" }, { __typename: "StatusLabel", name: "Hot" }],
    ["priceListCreate", { code: "W", name: "A" }, { code: "W", name: "B" }, { __typename: "PriceList", code: "W" }],
  ])("is the row that has a value which %s gives again", async (mutation, first, second, existing) => {
    const viewer = given.tenant();
    await write(viewer, mutation, first);

    const { userErrors, errors } = await write(viewer, mutation, second);

    expect(errors).toEqual([]);
    expect(userErrors).toMatchObject([{ code: "TAKEN", customer: null, existing }]);
  });

  it("is the customer that has an id of another system, and nothing if that is hidden", async () => {
    const { viewers } = people();
    const identifier = { source: "NETSUITE", externalId: "7" } as const;
    const id = await given.customer(viewers.inOne, { displayName: "Holder", externalIdentifiers: [identifier] });
    const [own, foreign] = [await given.customer(viewers.inOne), await given.customer(viewers.inTwo)];

    const seen = await write(viewers.inOne, "customerExternalIdentifierSet", { customerId: own, ...identifier });
    const hidden = await write(viewers.inTwo, "customerExternalIdentifierSet", { customerId: foreign, ...identifier });
    const within = await write(viewers.inOne, "customerUpdate", { customerId: own, externalIdentifiers: [identifier] });

    const existing = { __typename: "Customer", id, displayName: "Holder" };
    expect(seen.userErrors).toMatchObject([{ code: "TAKEN", existing }]);
    expect(within.userErrors).toMatchObject([{ code: "TAKEN", existing }]);
    expect(hidden.userErrors).toEqual([{ code: "TAKEN", path: ["externalId"], customer: null, existing: null }]);
  });
});
