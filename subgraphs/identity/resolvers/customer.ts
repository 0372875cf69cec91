import { readPage } from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import type { Context } from "../context.ts";
import { MOST_DESCENDANTS } from "../loaders/hierarchy.ts";
import { BY_NAME } from "../loaders/pages.ts";
import type { Resolvers } from "../schema.generated.ts";
import { recordStatusOf, transactionStatusOf } from "../status.ts";
import { tenantOf } from "./viewer.ts";

const MOST_LEVELS = 32;

const checkedDepth = (asked: number | null | undefined): number => {
  const maxDepth = asked ?? MOST_LEVELS;
  if (maxDepth >= 1 && maxDepth <= MOST_LEVELS) return maxDepth;
  throw new Refusal("BAD_USER_INPUT", `maxDepth: ${maxDepth} is out of range. Ask for 1 to ${MOST_LEVELS} levels.`);
};

export const Customer: Resolvers<Context>["Customer"] = {
  __resolveReference: ({ id }, { loaders }) => loaders.customerById.load(id),
  tenant: (_, __, context) => tenantOf(context.viewer, context),
  party: async ({ partyId }, _, { loaders }) => {
    const party = await loaders.partyById.load(partyId);
    if (!party) throw new Error("a customer without its party");
    return party;
  },
  externalIdentifiers: ({ id }, _, { loaders }) => loaders.externalIdentifiersByCustomerId.load(id),
  externalIdentifier: async ({ id }, { source }, { loaders }) =>
    (await loaders.externalIdentifiersByCustomerId.load(id)).find((identifier) => identifier.source === source),
  workspace: ({ workspaceId }) => (workspaceId === null ? null : { id: workspaceId }),
  sharedWithWorkspaces: ({ sharedWithWorkspaceIds }) => sharedWithWorkspaceIds.map((id) => ({ id })),
  recordStatus: recordStatusOf,
  transactionStatus: transactionStatusOf,
  isActive: ({ status }) => status === "ACTIVE",
  canTransact: (customer) => transactionStatusOf(customer) === "ACTIVE",
  parent: ({ parentId }, _, { loaders }) => (parentId ? loaders.customerById.load(parentId) : null),
  root: async (customer, _, { loaders }) =>
    customer.parentId ? ((await loaders.ancestorsById.load(customer.id)).at(-1) ?? customer) : customer,
  ancestors: ({ id, parentId }, _, { loaders }) => (parentId ? loaders.ancestorsById.load(id) : []),
  ancestorIds: async ({ id, parentId }, _, { loaders }) =>
    parentId ? (await loaders.ancestorsById.load(id)).map((ancestor) => ancestor.id) : [],
  children: ({ id }, page, { loaders }) => loaders.childrenPage(id, readPage(page, BY_NAME)),
  descendants: async ({ id }, { maxDepth }, { loaders }) =>
    (await loaders.descendantsById(checkedDepth(maxDepth)).load(id)).slice(0, MOST_DESCENDANTS),
  descendantsAreComplete: async ({ id }, { maxDepth }, { loaders }) =>
    (await loaders.descendantsById(checkedDepth(maxDepth)).load(id)).length <= MOST_DESCENDANTS,
};

export const relatives: Resolvers<Context> = {
  CustomerAncestor: { customer: (row) => row },
  CustomerDescendant: {
    customer: (row) => row,
    parent: ({ parentId }, _, { loaders }) => (parentId === null ? null : loaders.customerById.load(parentId)),
    parentId: ({ parentId }) => parentId ?? "",
  },
  CustomerConnection: { totalCount: (page) => page.totalCount(), totalCountIsEstimate: () => false },
};
