import { Refusal } from "../../platform/errors.ts";
import { readPage } from "../../platform/page.ts";
import { setParent } from "./commands/hierarchy.ts";
import { displayNameOf } from "./display-name.ts";
import type { Resolvers } from "./schema.generated.ts";

const MOST_IDS = 100;
const MOST_LEVELS = 32;

export const resolvers: Resolvers = {
  Query: {
    customer: (_, { id }, { loaders }) => loaders.customerById.load(id),
    customersById: (_, { ids }, { loaders }) => {
      if (ids.length > MOST_IDS) {
        throw new Refusal("BAD_USER_INPUT", `ids: ${ids.length} are too many. Give at most ${MOST_IDS}.`);
      }
      return Promise.all(ids.map((id) => loaders.customerById.load(id)));
    },
    party: (_, { id }, { loaders }) => loaders.partyById.load(id),
  },

  Mutation: {
    customerSetParent: (_, { input }, { write }) => write((manager, viewer) => setParent(manager, viewer, input)),
  },

  Customer: {
    __resolveReference: ({ id }, { loaders }) => loaders.customerById.load(id),
    party: async ({ partyId }, _, { loaders }) => {
      const party = await loaders.partyById.load(partyId);
      if (!party) throw new Error("a customer without its party");
      return party;
    },
    externalIdentifiers: ({ id }, _, { loaders }) => loaders.externalIdentifiersByCustomerId.load(id),
    externalIdentifier: async ({ id }, { source }, { loaders }) =>
      (await loaders.externalIdentifiersByCustomerId.load(id)).find((identifier) => identifier.source === source),
    parent: ({ parentId }, _, { loaders }) => (parentId ? loaders.customerById.load(parentId) : null),
    root: async (customer, _, { loaders }) =>
      customer.parentId ? ((await loaders.ancestorsById.load(customer.id)).at(-1) ?? customer) : customer,
    ancestors: ({ id, parentId }, _, { loaders }) => (parentId ? loaders.ancestorsById.load(id) : []),
    children: ({ id }, page, { loaders }) => loaders.childrenPage(id, readPage(page, ["text", "uuid"])),
    descendants: ({ id }, { maxDepth }, { loaders }) => {
      if (maxDepth < 1 || maxDepth > MOST_LEVELS) {
        throw new Refusal(
          "BAD_USER_INPUT",
          `maxDepth: ${maxDepth} is out of range. Ask for 1 to ${MOST_LEVELS} levels.`,
        );
      }
      return loaders.descendantsById(maxDepth).load(id);
    },
  },

  Ancestor: { customer: (row) => row },
  Descendant: { customer: (row) => row, parentId: ({ parentId }) => parentId ?? "" },

  CustomerConnection: { totalCount: (page) => page.totalCount() },
  CustomerSetParentPayload: {
    customer: ({ customer }, _, { loaders }) => customer && loaders.customerById.load(customer.id),
  },
  UserError: { existing: ({ existing }, _, { loaders }) => existing && loaders.customerById.load(existing.id) },

  Party: { __resolveType: ({ kind }) => (kind === "PERSON" ? "Person" : "Organization") },
  Organization: {
    __resolveReference: ({ id }, { loaders }) => loaders.partyOfKind("ORGANIZATION", id),
    displayName: displayNameOf,
  },
  Person: {
    __resolveReference: ({ id }, { loaders }) => loaders.partyOfKind("PERSON", id),
    displayName: displayNameOf,
    lastName: ({ lastName }) => lastName ?? "",
  },
};
