import type { FieldPolicy, Reference } from "@apollo/client";

type Item = Reference | object;

/** A list as it is kept: all pages that came so far, and at which place of it each cursor leads on. */
interface Kept {
  readonly nodes?: readonly Item[];
  readonly edges?: readonly Item[];
  readonly pageInfo?: { readonly endCursor?: string | null };
  readonly places?: Readonly<Record<string, number>>;
}

type Key = (item: Item) => string | undefined;

/** Puts a page behind what was there before its place; an item that moved between two pages is not shown twice. */
const joined = (kept: readonly Item[], page: readonly Item[], key: Key): readonly Item[] => {
  const seen = new Set(kept.map(key));
  return [...kept, ...page.filter((item) => key(item) === undefined || !seen.has(key(item)))];
};

const longest = ({ nodes, edges }: Kept): number => Math.max(nodes?.length ?? 0, edges?.length ?? 0);

/**
 * Keeps a connection as one list that grows by `fetchMore({ variables: { after } })`, whether `nodes` or `edges` are asked for. `keyArgs` are
 * the arguments that tell one list from another. A first page begins the list anew; an answer without items, such as a count, leaves it.
 */
export const connection = (keyArgs: readonly string[]): FieldPolicy<Kept> => ({
  keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,

  read: (kept, { canRead, readField }) =>
    kept?.edges ? { ...kept, edges: kept.edges.filter((edge) => canRead(readField("node", edge as Reference))) } : kept,

  merge: (kept = {}, page, { args, readField }) => {
    const after: string | undefined = args?.after ?? undefined;
    const place = after === undefined ? 0 : (kept.places?.[after] ?? longest(kept));
    const ofNode: Key = (item) => ("__ref" in item ? String(item.__ref) : undefined);
    const ofEdge: Key = (edge) => {
      const node = readField<Item>("node", edge as Reference);
      return node && ofNode(node);
    };
    const grown = (name: "nodes" | "edges", key: Key) =>
      page[name] ? joined((kept[name] ?? []).slice(0, place), page[name], key) : kept[name];

    const merged: Kept = { ...kept, ...page, nodes: grown("nodes", ofNode), edges: grown("edges", ofEdge) };
    const before = after === undefined ? {} : (kept.places ?? {});
    const end = page.pageInfo?.endCursor;
    return { ...merged, places: end ? { ...before, [end]: longest(merged) } : before };
  },
});
