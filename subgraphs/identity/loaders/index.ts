import type { RequestScope } from "../../../platform/subgraph.ts";
import { createCustomerLoaders } from "./customers.ts";
import { createHierarchyLoaders } from "./hierarchy.ts";

/** Made once per request. The tenant and the workspaces are fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => ({
  ...createCustomerLoaders(scope),
  ...createHierarchyLoaders(scope),
});

export type Loaders = ReturnType<typeof createLoaders>;
