import type { FieldPolicy, Reference } from "@apollo/client";

type Item = Reference | object;
type List = "nodes" | "edges";
type Key = (item: Item) => string | undefined;

interface Ends {
  readonly startCursor?: string | null;
  readonly hasPreviousPage?: boolean;
}

/** A list as it is kept: all pages that came so far, and which cursors they followed. */
interface Kept {
  readonly nodes?: readonly Item[];
  readonly edges?: readonly Item[];
  readonly pageInfo?: Ends;
  readonly followed?: readonly string[];
}

const LISTS: readonly List[] = ["nodes", "edges"];

/** Puts a page behind what is there; an item that moved between two pages is not shown twice. */
const joined = (kept: readonly Item[], page: readonly Item[], key: Key): readonly Item[] => {
  const seen = new Set(kept.map(key));
  return [...kept, ...page.filter((item) => key(item) === undefined || !seen.has(key(item)))];
};

/** The whole list ends where its last page ends, and begins where it began. */
const stretched = (kept: Ends = {}, page: Ends = {}): Ends => ({
  ...kept,
  ...page,
  ...("startCursor" in kept && { startCursor: kept.startCursor }),
  ...("hasPreviousPage" in kept && { hasPreviousPage: kept.hasPreviousPage }),
});

/**
 * Keeps a connection as one list that grows by `fetchMore({ variables: { after } })`, whether `nodes` or `edges` are asked for. `keyArgs` are
 * the arguments that tell one list from another. A first page begins the list anew; a page that is there already changes nothing, and
 * neither does an answer without items, such as a count.
 */
export const connection = (keyArgs: readonly string[]): FieldPolicy<Kept> => ({
  keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,

  read: (kept, { canRead, readField }) =>
    kept?.edges ? { ...kept, edges: kept.edges.filter((edge) => canRead(readField("node", edge as Reference))) } : kept,

  merge: (kept = {}, page, { args, readField }) => {
    const after: string | null = args?.after ?? null;
    const followed = kept.followed ?? [];
    const place = (list: List): string => `${list} ${after}`;
    const fresh = LISTS.filter((list) => page[list] && !(after !== null && followed.includes(place(list))));
    if (fresh.length === 0) return { ...page, ...kept, ...("totalCount" in page && { totalCount: page.totalCount }) };

    const ofNode: Key = (item) => ("__ref" in item ? String(item.__ref) : undefined);
    const ofEdge: Key = (edge) => {
      const node = readField<Item>("node", edge as Reference);
      return node && ofNode(node);
    };
    const grown = Object.fromEntries(
      fresh.map((list) => {
        const items = page[list] ?? [];
        return [list, after === null ? items : joined(kept[list] ?? [], items, list === "nodes" ? ofNode : ofEdge)];
      }),
    );
    if (after === null)
      return { ...kept, ...page, ...grown, pageInfo: { ...kept.pageInfo, ...page.pageInfo }, followed: [] };
    const pageInfo = stretched(kept.pageInfo, page.pageInfo);
    return { ...kept, ...page, ...grown, pageInfo, followed: [...followed, ...fresh.map(place)] };
  },
});
