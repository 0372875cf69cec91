import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { createCustomerLoaders } from "./customers.ts";
import { createDeletedLoaders } from "./deleted.ts";
import { createHierarchyLoaders } from "./hierarchy.ts";
import { createLookups } from "./lookups.ts";
import { pagesBy } from "./pages.ts";
import { createViewerLoaders } from "./viewer.ts";

/** Made once per request. The tenant and the workspaces are fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => ({
  ...createCustomerLoaders(scope),
  ...createHierarchyLoaders(scope),
  ...createLookups(scope),
  ...createDeletedLoaders(scope),
  ...createViewerLoaders(scope),
  childrenPage: pagesBy("parent", scope),
  customersOfPartyPage: pagesBy("party", scope),
});

export type Loaders = ReturnType<typeof createLoaders>;
