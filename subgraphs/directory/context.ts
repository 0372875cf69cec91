import { type Context as ContextOf, contextWith } from "../../platform/context.ts";
import type { RequestScope } from "../../platform/subgraph.ts";
import { customersPage } from "./list/customers-page.ts";

type PageOf = Parameters<typeof customersPage>[1];

/** The directory has no rows of its own to batch: it lists. */
const createLoaders = (scope: RequestScope) => ({
  customersPage: (page: PageOf) => customersPage(scope, page),
});

export type Context = ContextOf<ReturnType<typeof createLoaders>>;

export const createContext = contextWith(createLoaders);
