import type { Keys } from "./fields.ts";

/** An input under construction, with gaps where items of lists are left out. */
export type Tree = Record<string | number, unknown>;

export const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

export const put = (root: Tree, keys: Keys, value: unknown): void => {
  let node = root;
  keys.slice(0, -1).forEach((key, index) => {
    node[key] ??= typeof keys[index + 1] === "number" ? [] : {};
    node = node[key] as Tree;
  });
  node[keys.at(-1) ?? ""] = value;
};

/** Closes the gaps of omitted items in lists. */
export const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => item != null).map(closed);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
};

/** The index of an item before the gaps were closed. */
const indexBefore = (list: readonly unknown[], part: string): string =>
  Object.keys(list).filter((index) => list[Number(index)] != null)[Number(part)] ?? part;

/** A path in the closed tree as mappings write it, with the items counted before: `contacts[1].name`. */
export const placeOf = (root: Tree, path: readonly string[]): string => {
  let node: unknown = root;
  let place = "";
  for (const part of path) {
    const key = Array.isArray(node) ? indexBefore(node, part) : part;
    place += Array.isArray(node) ? `[${key}]` : `${place && "."}${key}`;
    node = isTree(node) ? node[key] : undefined;
  }
  return place;
};
