import { InMemoryCache, type InMemoryCacheConfig } from "@apollo/client";
import { possibleTypes } from "../possible-types.ts";
import { typePolicies } from "./type-policies.ts";

/** A cache for Apollo Client that knows the graph. Your own policies are added to its own, field by field. */
export const createCustomerCache = ({ typePolicies: own, ...config }: InMemoryCacheConfig = {}): InMemoryCache => {
  const cache = new InMemoryCache({
    ...config,
    possibleTypes: { ...possibleTypes, ...config.possibleTypes },
    typePolicies,
  });
  if (own) cache.policies.addTypePolicies(own);
  return cache;
};
