import { isMoment } from "../values/moments.ts";
import { beginningOf } from "../values/quoted.ts";
import { isUuid } from "../values/uuid.ts";
import { Refusal } from "./errors.ts";

/** The most items of a page, and how many it has if nobody says. */
const MOST = 100;
export const USUAL = 20;

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What a keyset statement needs: the number of rows, and the sort values of the row before the first. */
export interface Keyset {
  readonly first: number;
  /** The sort values of the previous page's last row, as text, the id last. `null` on the first page. */
  readonly after: readonly string[] | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counts only when it is called. */
  readonly totalCount: () => Promise<number>;
  /** Whether `totalCount` is an estimate. It never is where this is missing. */
  readonly totalCountIsEstimate?: () => Promise<boolean>;
}

export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** The required form of a sort value in a cursor, so that a forged one never reaches PostgreSQL. */
const SHAPES = {
  text: (value: string) => !value.includes("\0"),
  boolean: (value: string) => value === "true" || value === "false",
  integer: (value: string) => /^\d{1,9}$/.test(value),
  moment: isMoment,
  uuid: isUuid,
} as const;

export type KeyShape = keyof typeof SHAPES;

/** The sort values in a cursor that a client gave as an argument. */
export const decodeCursor = (cursor: string, shapes: readonly KeyShape[], argument = "after"): string[] => {
  const refused = new Refusal(
    "BAD_USER_INPUT",
    `${argument}: "${beginningOf(cursor, 100)}" is not a cursor of this list. Give ${argument === "after" ? "the endCursor of an earlier" : "the startCursor of a later"} page.`,
  );
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const fits = (shape: KeyShape, index: number): boolean => {
      const value: unknown = (values as unknown[])[index];
      return typeof value === "string" && SHAPES[shape](value);
    };
    if (Array.isArray(values) && values.length === shapes.length && shapes.every(fits)) return values;
  } catch {
    throw refused;
  }
  throw refused;
};

/** Refuses a page of more than 100. */
export const checkSize = (size: number, argument: "first" | "last"): number => {
  if (size >= 0 && size <= MOST) return size;
  const cursor = argument === "first" ? "after" : "before";
  throw new Refusal(
    "BAD_USER_INPUT",
    `${argument}: ${size} is out of range. Ask for 0 to ${MOST} items, and for more with ${cursor}.`,
  );
};

/** Checks `first` and `after`. `shapes` are the sort values in a cursor of this list, the id last. */
export const readPage = ({ first, after }: PageArguments, shapes: readonly KeyShape[]): Keyset => {
  return { first: checkSize(first ?? USUAL, "first"), after: after == null ? null : decodeCursor(after, shapes) };
};

/** Makes a page from `first + 1` rows: the extra one only shows that there are more. */
export const toConnection = <Row, Node = Row>(
  rows: readonly Row[],
  { first, after }: Keyset,
  {
    keysOf,
    nodeOf,
    count,
  }: { keysOf: (row: Row) => readonly string[]; nodeOf: (row: Row) => Node; count: () => Promise<number> },
): Connection<Node> => {
  const edges = rows.slice(0, first).map((row) => ({ cursor: encodeCursor(keysOf(row)), node: nodeOf(row) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
};
