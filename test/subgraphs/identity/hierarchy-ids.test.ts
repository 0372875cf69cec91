import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { RanStatement } from "../../../platform/database/session/observe.ts";
import { identity } from "../../../subgraphs/identity/server.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

/** Queries the subgraph directly, as the gateway does for internal fields that other subgraphs require. */
const askIdentity = async (viewer: Viewer, ids: readonly string[]) => {
  const statements: RanStatement[] = [];
  const db = testDatabase.session(viewer.tenantId, (statement) => statements.push(statement));
  const { data, errors } = await graphql({
    schema: identity.schema,
    source: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Customer { ancestorIds }
    } }`,
    variableValues: { representations: ids.map((id) => ({ __typename: "Customer", id })) },
    contextValue: identity.createContext({ viewer, db }),
  });
  expect(errors).toBeUndefined();
  return { entities: data?._entities as { ancestorIds: string[] }[], statements };
};

describe("Customer.ancestorIds", () => {
  it("go from the parent to the root", async () => {
    const viewer = given.tenant();
    const [group = "", company = "", branch = "", desk = ""] = await given.chain(
      viewer,
      "Group",
      "Company",
      "Branch",
      "Desk",
    );

    const { entities } = await askIdentity(viewer, [company, desk]);

    expect(entities).toEqual([{ ancestorIds: [group] }, { ancestorIds: [branch, company, group] }]);
  });

  it("end at customers that the viewer may not see", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const top = await given.customer(viewer);
    const hidden = await given.customer(member, { parentId: top });
    const below = await given.customer(member, { parentId: hidden, visibilityMode: "GLOBAL" });

    const { entities } = await askIdentity(viewer, [top, below]);
    const { entities: byMember } = await askIdentity(member, [top, below]);

    expect(entities).toEqual([{ ancestorIds: [] }, { ancestorIds: [] }]);
    expect(byMember).toEqual([{ ancestorIds: [] }, { ancestorIds: [hidden, top] }]);
  });

  it.each([1, 10, 1_000])("take two statements for %d customers", async (size) => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer);
    const ids = await given.customers(viewer, size, parentId);

    const { entities, statements } = await askIdentity(viewer, ids);

    expect(entities).toEqual(ids.map(() => ({ ancestorIds: [parentId] })));
    expect(statements).toHaveLength(2);
  });

  it("are hidden from clients", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    await expect(ask(viewer, `{ customer(id: "${id}") { ancestorIds } }`)).rejects.toThrow(/Cannot query field/);
  });
});
