import type { FieldFunctionOptions, Reference } from "@apollo/client";

export type Item = Reference | object | null;
export type List = "nodes" | "edges";

interface PageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasPreviousPage?: boolean;
}

/** A page as the graph returns it. */
export interface Page {
  readonly nodes?: readonly Item[];
  readonly edges?: readonly Item[];
  readonly pageInfo?: PageInfo;
  readonly totalCount?: number;
}

/** A cursor of each list, where known. Null at the end of a list without items. */
export type Ends = { readonly [list in List]?: string | null | undefined };

/** A list as cached: all pages received so far. */
export interface Kept extends Page {
  readonly ends?: Ends;
  /** Start cursor of a list whose first page is not cached. */
  readonly from?: Ends;
}

export const LISTS: readonly List[] = ["nodes", "edges"];

/** End cursor of a page; undefined if the page is empty or the cursor was not queried. */
export const endOf = (page: Page, list: List, readField: FieldFunctionOptions["readField"]): string | undefined => {
  const last = list === "edges" ? page.edges?.at(-1) : undefined;
  return page.pageInfo?.endCursor ?? (last ? (readField<string>("cursor", last as Reference) ?? undefined) : undefined);
};

/**
 * Page info of the whole list: it starts where it started before and ends where its last non-empty
 * page ends.
 */
export const stretched = (kept: PageInfo = {}, page: PageInfo = {}): PageInfo => ({
  ...kept,
  ...page,
  ...(kept.endCursor && { endCursor: page.endCursor ?? kept.endCursor }),
  ...("startCursor" in kept && { startCursor: kept.startCursor }),
  ...("hasPreviousPage" in kept && { hasPreviousPage: kept.hasPreviousPage }),
});
