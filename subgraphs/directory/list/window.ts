import {
  type Connection,
  checkSize,
  decodeCursor,
  encodeCursor,
  type KeyShape,
  USUAL,
} from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";

export interface WindowArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which rows of a list: so many from the beginning of what lies between two places, or from its end. */
export interface Window {
  readonly size: number;
  readonly isFromEnd: boolean;
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
}

/** Checks the arguments of a page. */
export const readWindow = ({ first, after, last, before }: WindowArguments, shapes: readonly KeyShape[]): Window => {
  if (first != null && last != null) {
    throw new Refusal("BAD_USER_INPUT", "last: first is given as well. Give one of the two.");
  }
  return {
    size: last != null ? checkSize(last, "last") : checkSize(first ?? USUAL, "first"),
    isFromEnd: last != null,
    after: after == null ? null : decodeCursor(after, shapes),
    before: before == null ? null : decodeCursor(before, shapes, "before"),
  };
};

/**
 * The page of one row more than asked for, in the order that they were read: from the end, the last one comes first. A cursor is the place of a
 * row, so there are rows on its other side.
 */
export const toPage = <Row, Node>(
  rows: readonly Row[],
  { size, isFromEnd, after, before }: Window,
  keysOf: (row: Row) => readonly string[],
  nodeOf: (row: Row) => Node,
): Pick<Connection<Node>, "edges" | "nodes" | "pageInfo"> => {
  const wanted = rows.slice(0, size);
  const edges = (isFromEnd ? wanted.toReversed() : wanted).map((row) => ({
    cursor: encodeCursor(keysOf(row)),
    node: nodeOf(row),
  }));
  const hasMore = rows.length > size;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: isFromEnd ? before !== null : hasMore,
      hasPreviousPage: isFromEnd ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
