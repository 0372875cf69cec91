import type { FieldFunctionOptions, Reference } from "@apollo/client";

export type Item = Reference | object | null;
export type List = "nodes" | "edges";

interface PageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasPreviousPage?: boolean;
}

/** A page as it is answered. */
export interface Page {
  readonly nodes?: readonly Item[];
  readonly edges?: readonly Item[];
  readonly pageInfo?: PageInfo;
  readonly totalCount?: number;
}

/** A cursor of each list, where one is known. It is null at the end of a list without items. */
export type Ends = { readonly [list in List]?: string | null | undefined };

/** A list as it is kept: all pages that came so far. */
export interface Kept extends Page {
  readonly ends?: Ends;
  /** The cursor after which a list begins whose first page is not there. */
  readonly from?: Ends;
}

export const LISTS: readonly List[] = ["nodes", "edges"];

/** The cursor at the end of a page; nothing where the page is empty, or does not tell. */
export const endOf = (page: Page, list: List, readField: FieldFunctionOptions["readField"]): string | undefined => {
  const last = list === "edges" ? page.edges?.at(-1) : undefined;
  return page.pageInfo?.endCursor ?? (last ? (readField<string>("cursor", last as Reference) ?? undefined) : undefined);
};

/** The whole list ends where its last page with items ends, and begins where it began. */
export const stretched = (kept: PageInfo = {}, page: PageInfo = {}): PageInfo => ({
  ...kept,
  ...page,
  ...(kept.endCursor && { endCursor: page.endCursor ?? kept.endCursor }),
  ...("startCursor" in kept && { startCursor: kept.startCursor }),
  ...("hasPreviousPage" in kept && { hasPreviousPage: kept.hasPreviousPage }),
});
