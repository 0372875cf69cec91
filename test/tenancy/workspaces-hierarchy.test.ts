import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";
import { people } from "../support/workspaces.ts";

const HIERARCHY = `query ($id: ID!) { customer(id: $id) {
  parent { displayName } root { displayName } ancestors { depth customer { displayName } }
  children { totalCount nodes { displayName } } descendants { depth parentId customer { displayName } }
  creditExposure { amount } effectivePaymentTerms { label }
  ledger: as(vocabulary: LEDGER) workspaceErp: as(vocabulary: WORKSPACE_ERP)
} }`;

/**
 * Group › Division › Shop › Stall, with Kiosk next to Shop. Division and Stall are local to the
 * first workspace.
 */
const aHierarchy = async () => {
  const { viewers } = people();
  const { inOne, inNone } = viewers;
  const put = (viewer: Viewer, displayName: string, parentId: string | null, limit: string, terms?: string) =>
    given.customer(viewer, {
      displayName,
      parentId,
      finance: { creditLimit: { amount: limit, currencyCode: "EUR" }, paymentTerms: terms },
      ...(viewer === inOne && displayName !== "Stall" && displayName !== "Division" && { visibilityMode: "GLOBAL" }),
    });
  const group = await put(inNone, "Group", null, "1");
  const division = await put(inOne, "Division", group, "10", "net60");
  const shop = await put(inOne, "Shop", division, "100");
  const kiosk = await put(inOne, "Kiosk", division, "1000");
  const stall = await put(inOne, "Stall", shop, "10000");
  return { viewers, group, division, shop, kiosk, stall };
};

const read = async (viewer: Viewer, id: string) => {
  const { data, errors } = await ask(viewer, HIERARCHY, { id });
  expect(errors).toEqual([]);
  const { ledger, workspaceErp, ...rest } = data.customer;
  return { ...rest, parents: [ledger.parentCustomerId, workspaceErp.parentCustomerId ?? null] };
};

const names = (rows: readonly { customer: { displayName: string } }[]) => rows.map((row) => row.customer.displayName);

describe("The hierarchy", () => {
  it("is complete for those who see all of it", async () => {
    const { viewers, group, division, shop } = await aHierarchy();

    const ofGroup = await read(viewers.inOne, group);
    const ofShop = await read(viewers.inOne, shop);

    expect(names(ofGroup.descendants)).toEqual(["Division", "Kiosk", "Shop", "Stall"]);
    expect(ofGroup).toMatchObject({ children: { totalCount: 1 }, creditExposure: [{ amount: "11111.00" }] });
    expect(ofShop).toMatchObject({
      parent: { displayName: "Division" },
      root: { displayName: "Group" },
      effectivePaymentTerms: { label: "net60" },
      creditExposure: [{ amount: "10100.00" }],
      parents: [division, division],
    });
    expect(names(ofShop.ancestors)).toEqual(["Division", "Group"]);
  });

  it.each(["inTwo", "inNone"] as const)(
    "ends at hidden customers, upwards and downwards, for somebody %s",
    async (who) => {
      const { viewers, group, shop } = await aHierarchy();

      const ofGroup = await read(viewers[who], group);
      const ofShop = await read(viewers[who], shop);

      expect(ofGroup).toMatchObject({
        children: { totalCount: 0, nodes: [] },
        descendants: [],
        creditExposure: [{ amount: "1.00" }],
      });
      expect(ofShop).toEqual({
        parent: null,
        root: { displayName: "Shop" },
        ancestors: [],
        children: { totalCount: 0, nodes: [] },
        descendants: [],
        creditExposure: [{ amount: "100.00" }],
        effectivePaymentTerms: null,
        parents: [null, null],
      });
    },
  );

  it("has a root in the list wherever it starts for the viewer, and nothing below a hidden parent", async () => {
    const { viewers, division } = await aHierarchy();
    const LIST = "query ($f: CustomerFilter) { customers(filter: $f) { totalCount nodes { displayName } } }";
    const list = async (viewer: Viewer, parentId: string | null) => {
      const { customers } = (await ask(viewer, LIST, { f: { parentId } })).data;
      expect(customers.totalCount).toBe(customers.nodes.length);
      return customers.nodes.map(({ displayName }: { displayName: string }) => displayName);
    };

    expect(await list(viewers.inOne, null)).toEqual(["Group"]);
    expect(await list(viewers.inNone, null)).toEqual(["Group", "Kiosk", "Shop"]);
    expect(await list(viewers.inOne, division)).toEqual(["Kiosk", "Shop"]);
    expect(await list(viewers.inNone, division)).toEqual([]);
  });
});

const MOVE = `mutation ($input: CustomerParentSetInput!) { customerParentSet(input: $input) {
  customer { version parent { displayName } } userErrors { code message } } }`;

describe("Mutation.customerParentSet", () => {
  it("treats the id of a hidden parent, even the stored one, as unknown", async () => {
    const { viewers, division, shop, stall } = await aHierarchy();
    const move = async (parentId: string | null) =>
      (await ask(viewers.inNone, MOVE, { input: { customerId: shop, parentId } })).data.customerParentSet;

    const answers = [await move(division), await move(stall)];
    const asRoot = await move(null);

    for (const [place, id] of [division, stall].entries()) {
      expect(answers[place]).toEqual({
        customer: null,
        userErrors: [{ code: "NOT_FOUND", message: `There is no customer "${id}".` }],
      });
    }
    expect(asRoot).toEqual({ customer: { version: 1, parent: null }, userErrors: [] });
    expect(await read(viewers.inOne, shop)).toMatchObject({ parent: { displayName: "Division" } });
  });

  it("keeps the parent for those who see it", async () => {
    const { viewers, division, shop } = await aHierarchy();

    const { data } = await ask(viewers.inOne, MOVE, { input: { customerId: shop, parentId: division } });

    expect(data.customerParentSet).toEqual({
      customer: { version: 1, parent: { displayName: "Division" } },
      userErrors: [],
    });
  });
});

const DELETE = `mutation ($input: CustomerDeleteInput!) { customerDelete(input: $input) { userErrors { code message } } }`;
const RESTORE = `mutation ($input: CustomerRestoreInput!) { customerRestore(input: $input) { userErrors { code message } } }`;

describe("Mutation.customerDelete and customerRestore", () => {
  it("reveal nothing of hidden children or parents, except that it cannot be done", async () => {
    const { viewers, group, division, shop, stall, kiosk } = await aHierarchy();
    const write = async (viewer: Viewer, text: string, customerId: string) => {
      const { data } = await ask(viewer, text, { input: { customerId } });
      return Object.values(data as Record<string, { userErrors: unknown[] }>)[0]?.userErrors;
    };

    const withHidden = await write(viewers.inNone, DELETE, group);
    const withSeen = await write(viewers.inOne, DELETE, division);
    for (const id of [stall, kiosk, shop, division]) await write(viewers.inOne, DELETE, id);
    const belowHidden = await write(viewers.inNone, RESTORE, shop);
    const belowSeen = await write(viewers.inOne, RESTORE, shop);

    expect(withHidden).toEqual([
      { code: "NOT_ALLOWED", message: "The customer is in use, and cannot be deleted now." },
    ]);
    expect(withSeen).toMatchObject([{ message: expect.stringContaining("are 2 other customers") }]);
    expect(belowHidden).toEqual([{ code: "NOT_ALLOWED", message: "The customer cannot be restored at this moment." }]);
    expect(belowSeen).toMatchObject([{ message: expect.stringContaining("The customer above it is deleted") }]);
  });
});
