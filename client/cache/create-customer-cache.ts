import { InMemoryCache, type InMemoryCacheConfig } from "@apollo/client";
import { possibleTypes } from "../possible-types.ts";
import { typePolicies } from "./type-policies.ts";

/**
 * Creates an Apollo Client cache for the graph. Your own type policies are merged with the built-in
 * ones, field by field.
 */
export const createCustomerCache = ({ typePolicies: own, ...config }: InMemoryCacheConfig = {}): InMemoryCache => {
  const cache = new InMemoryCache({
    ...config,
    possibleTypes: { ...possibleTypes, ...config.possibleTypes },
    typePolicies,
  });
  if (own) cache.policies.addTypePolicies(own);
  return cache;
};
