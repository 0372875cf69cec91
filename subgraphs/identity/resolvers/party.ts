import { readPage } from "../../../platform/graphql/connection.ts";
import type { Context } from "../context.ts";
import { displayNameOf } from "../display-name.ts";
import { BY_NAME } from "../loaders/pages.ts";
import type { Resolvers } from "../schema.generated.ts";

export const parties: Resolvers<Context> = {
  Party: { __resolveType: ({ kind }) => (kind === "PERSON" ? "Person" : "Organization") },
  Organization: {
    __resolveReference: ({ id }, { loaders }) => loaders.partyOfKind("ORGANIZATION", id),
    displayName: displayNameOf,
    customers: ({ id }, page, { loaders }) => loaders.customersOfPartyPage(id, readPage(page, BY_NAME)),
  },
  Person: {
    __resolveReference: ({ id }, { loaders }) => loaders.partyOfKind("PERSON", id),
    displayName: displayNameOf,
    lastName: ({ lastName }) => lastName ?? "",
    customers: ({ id }, page, { loaders }) => loaders.customersOfPartyPage(id, readPage(page, BY_NAME)),
  },
};
