import type { FieldFunctionOptions, FieldPolicy, Reference } from "@apollo/client";
import { type Ends, endOf, type Item, type Kept, LISTS, type List, type Page, stretched } from "./pages.ts";

type ReadField = FieldFunctionOptions["readField"];
type Key = (item: Item) => string | undefined;

const ofNode: Key = (item) => (item && "__ref" in item ? String(item.__ref) : undefined);

const keyOf = (list: List, readField: ReadField): Key =>
  list === "nodes" ? ofNode : (edge) => ofNode(readField<Item>("node", edge as Reference) ?? null);

/** Appends a page. An item that moved from one page to the next is not shown twice. */
const joined = (kept: readonly Item[], page: readonly Item[], key: Key): readonly Item[] => {
  const seen = new Set(kept.map(key));
  return [...kept, ...page.filter((item) => key(item) === undefined || !seen.has(key(item)))];
};

/** Merges a response without items, such as a count, or with items that do not continue the list. */
const besides = (kept: Kept, page: Page): Kept => ({
  ...page,
  ...kept,
  ...("totalCount" in page && { totalCount: page.totalCount }),
});

const begun = (kept: Kept, page: Page, readField: ReadField): Kept => {
  const { pageInfo: _, ends, from, ...rest } = kept;
  const fresh = LISTS.filter((list) => page[list]);
  const newEnds: Ends = Object.fromEntries(
    fresh.map((list) => [list, page[list]?.length ? endOf(page, list, readField) : null]),
  );
  return {
    ...rest,
    ...page,
    ...(page.pageInfo && { pageInfo: { ...kept.pageInfo, ...page.pageInfo } }),
    ends: { ...ends, ...newEnds },
    from: { ...from, ...Object.fromEntries(fresh.map((list) => [list, undefined])) },
  };
};

const grown = (kept: Kept, page: Page, after: string, readField: ReadField): Kept => {
  const { ends = {}, from = {} } = kept;
  const fresh = LISTS.filter((list) => page[list] && (!kept[list] || ends[list] === undefined || ends[list] === after));
  if (fresh.length === 0) return besides(kept, page);
  const lists = fresh.map(
    (list) => [list, joined(kept[list] ?? [], page[list] ?? [], keyOf(list, readField))] as const,
  );
  const newEnds: Ends = Object.fromEntries(fresh.map((list) => [list, endOf(page, list, readField) ?? ends[list]]));
  const begunHere = fresh.filter((list) => !kept[list]).map((list) => [list, after] as const);
  return {
    ...kept,
    ...page,
    ...(kept.nodes && { nodes: kept.nodes }),
    ...(kept.edges && { edges: kept.edges }),
    ...Object.fromEntries(lists),
    pageInfo: stretched(kept.pageInfo, page.pageInfo),
    ends: { ...ends, ...newEnds },
    from: { ...from, ...Object.fromEntries(begunHere) },
  };
};

/**
 * Keeps a connection as one list that grows by `fetchMore({ variables: { after } })`, with `nodes` or `edges`.
 * `keyArgs` are the arguments that distinguish lists. A first page restarts the list. A later page is appended if it
 * continues the list, in whatever order responses arrive, and is ignored otherwise: no list has a gap. A first page
 * that is null, because its subgraph is down, makes the list null, as with any other field; a later one changes
 * nothing.
 */
export const connection = (keyArgs: readonly string[]): FieldPolicy<Kept | null, Page | null, Kept | null> => ({
  keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,

  read: (kept, { args, canRead, readField }) => {
    if (!kept) return kept;
    const after: string | undefined = args?.after ?? undefined;
    const midway = LISTS.filter((list) => kept.from?.[list] !== undefined && kept.from[list] !== after);
    const read: Kept = {
      ...kept,
      ...(kept.edges && {
        edges: kept.edges.filter((edge) => edge === null || canRead(readField("node", edge as Reference))),
      }),
    };
    return midway.length > 0 ? { ...read, ...Object.fromEntries(midway.map((list) => [list, undefined])) } : read;
  },

  merge: (kept, page, { args, readField }) => {
    const after: string | null = args?.after ?? null;
    if (!page) return after === null ? page : (kept ?? page);
    if (!LISTS.some((list) => page[list])) return besides(kept ?? {}, page);
    return after === null ? begun(kept ?? {}, page, readField) : grown(kept ?? {}, page, after, readField);
  },
});
