import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerStatus } from "../../../subgraphs/identity/entities.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const CHANGE = `mutation ($input: CustomerStatusSetInput!) { customerStatusSet(input: $input) {
  customer { id version status } userErrors { code message path customer { version } params { allowed } }
} }`;

const STANDING = `query ($id: ID!) { customer(id: $id) { version status updatedAt } }`;

const STATUSES = ["ACTIVE", "INACTIVE", "SUSPENDED", "CHURNED", "ARCHIVED"] as const;

const ALLOWED: Record<CustomerStatus, readonly CustomerStatus[]> = {
  ACTIVE: ["INACTIVE", "SUSPENDED", "CHURNED", "ARCHIVED"],
  INACTIVE: ["ACTIVE", "CHURNED", "ARCHIVED"],
  SUSPENDED: ["ACTIVE", "INACTIVE", "CHURNED", "ARCHIVED"],
  CHURNED: ["ACTIVE", "ARCHIVED"],
  ARCHIVED: [],
};

const change = async (viewer: Viewer, input: object) => (await ask(viewer, CHANGE, { input })).data.customerStatusSet;

const standing = async (viewer: Viewer, id: string) => (await ask(viewer, STANDING, { id })).data.customer;

describe("Customer.recordStatus, transactionStatus, isActive, canTransact", () => {
  const projections = [
    ["ACTIVE", "ACTIVE", "ACTIVE", true],
    ["INACTIVE", "INACTIVE", "INACTIVE", false],
    ["SUSPENDED", "INACTIVE", "SUSPENDED", false],
    ["CHURNED", "INACTIVE", "INACTIVE", false],
    ["ARCHIVED", "ARCHIVED", "INACTIVE", false],
  ] as const;

  it.each(projections)(
    "show %s as the record %s and in transactions %s",
    async (status, record, transaction, active) => {
      const viewer = given.tenant();
      const id = await given.customer(viewer, { status });

      const { data } = await ask(
        viewer,
        `query ($id: ID!) { customer(id: $id) {
        status recordStatus transactionStatus isActive canTransact deletedAt
      } }`,
        { id },
      );

      expect(data.customer).toEqual({
        status,
        recordStatus: record,
        transactionStatus: transaction,
        isActive: active,
        canTransact: active,
        deletedAt: null,
      });
    },
  );
});

describe("Mutation.customerStatusSet", () => {
  const pairs = STATUSES.flatMap((from) =>
    STATUSES.filter((to) => to !== from).map((to) => [from, to, ALLOWED[from].includes(to)] as const),
  );

  it.each(pairs.filter(([, , allowed]) => allowed))("goes from %s to %s", async (from, to) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { status: from });

    const { customer, userErrors } = await change(viewer, { customerId, status: to, expectedVersion: 1 });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual({ id: customerId, version: 2, status: to });
  });

  it.each(pairs.filter(([, , allowed]) => !allowed))(
    "refuses to go from %s to %s, says what is possible, and writes nothing",
    async (from, to) => {
      const viewer = given.tenant();
      const customerId = await given.customer(viewer, { status: from });
      const before = await standing(viewer, customerId);

      const { customer, userErrors } = await change(viewer, { customerId, status: to });

      expect(customer).toBeNull();
      expect(userErrors).toEqual([
        {
          code: "NOT_ALLOWED",
          message: expect.stringContaining(`${to} cannot follow ${from}.`),
          path: ["status"],
          customer: null,
          params: { allowed: ALLOWED[from] },
        },
      ]);
      expect(await standing(viewer, customerId)).toEqual(before);
    },
  );

  it("says that an archived customer can only be restored", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { status: "ARCHIVED" });

    const { userErrors } = await change(viewer, { customerId, status: "ACTIVE" });

    expect(userErrors[0].message).toBe(
      "ACTIVE cannot follow ARCHIVED. An archived customer only comes back by customerRestore.",
    );
  });

  it.each(STATUSES)("accepts %s again, and writes nothing", async (status) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { status });
    const before = await standing(viewer, customerId);

    const { customer, userErrors } = await change(viewer, { customerId, status, expectedVersion: 1 });

    expect(userErrors).toEqual([]);
    expect(customer).toEqual({ id: customerId, version: 1, status });
    expect(await standing(viewer, customerId)).toEqual(before);
  });

  it("refuses a stale version, even if nothing would change", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const other = await change(viewer, { customerId, status: "INACTIVE", expectedVersion: 2 });
    const same = await change(viewer, { customerId, status: "ACTIVE", expectedVersion: 2 });

    for (const { customer, userErrors } of [other, same]) {
      expect(customer).toBeNull();
      expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } }]);
    }
    expect(await standing(viewer, customerId)).toMatchObject({ version: 1, status: "ACTIVE" });
  });

  it("finds neither a stranger's customer nor an unknown one", async () => {
    const viewer = given.tenant();
    const foreign = await given.customer(given.tenant());

    for (const customerId of [foreign, randomUUID(), "one"]) {
      const { customer, userErrors } = await change(viewer, { customerId, status: "INACTIVE" });

      expect(customer).toBeNull();
      expect(userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["customerId"], message: `There is no customer "${customerId}".` },
      ]);
    }
  });

  it("needs the scope customers:write", async () => {
    const viewer = given.tenant({ scopes: new Set(["customers:read"]) });
    const customerId = await given.customer(viewer);

    const { errors } = await ask(viewer, CHANGE, { input: { customerId, status: "INACTIVE" } });

    expect(errors).toMatchObject([{ path: ["customerStatusSet"], extensions: { code: "FORBIDDEN" } }]);
    expect(await standing(viewer, customerId)).toMatchObject({ version: 1, status: "ACTIVE" });
  });
});
