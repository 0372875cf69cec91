import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { invalid } from "../../subgraphs/common/check.ts";
import { RuleBroken } from "../../subgraphs/common/user-errors.ts";
import { type Match, matchedCustomer } from "../../subgraphs/directory/commands/index.ts";
import type { TextIn } from "./conditions.ts";
import { comparable, createKeyOf } from "./grouped-rows.ts";
import type { Mapping } from "./mapping.ts";
import { applies, columnText } from "./texts.ts";

/** A parent as a file names it. */
export interface ParentKey {
  readonly match: Match;
  readonly key: string;
}

const nameOf = (match: Match): string => (match.by === "accountNumber" ? "account number" : `id of ${match.source}`);

const inputOf = (match: Match, key: string) =>
  match.by === "accountNumber"
    ? { accountNumber: key }
    : { externalIdentifiers: [{ source: match.source, externalId: key }] };

/** The id of the customer that a file names as a parent. */
export const findParent = async (
  manager: EntityManager,
  viewer: Viewer,
  { match, key }: ParentKey,
): Promise<string> => {
  const refused = (message: string): RuleBroken => new RuleBroken(invalid(["parentId"], key, message));
  let id: string | null;
  try {
    id = await matchedCustomer(manager, viewer, inputOf(match, key), match);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw refused(error.userErrors.map(({ message }) => message).join(" "));
  }
  if (id === null)
    throw refused(`Neither a customer nor a row of this file that was imported has this ${nameOf(match)}.`);
  return id;
};

/** The order in which rows are written so that parents come first: roots have level 0, their children 1. */
export interface Levels {
  readonly count: number;
  readonly of: (textIn: TextIn) => number;
}

/** Collects which row names which as its parent. */
export interface LevelBuilder {
  add(textIn: TextIn): void;
  levels(): Levels;
}

const FLAT: LevelBuilder = { add: () => undefined, levels: () => ({ count: 1, of: () => 0 }) };

/** How far each key is below one whose parent is not among the keys. Those in a circle are left out. */
const depthsOf = (parents: ReadonlyMap<string, string>): Map<string, number> => {
  const depths = new Map<string, number>();
  const children = new Map<string, string[]>();
  for (const [key, parent] of parents) {
    const siblings = children.get(parent);
    if (siblings) siblings.push(key);
    else children.set(parent, [key]);
  }
  let level = [...parents].flatMap(([key, parent]) => (parents.has(parent) ? [] : [key]));
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const key of level) depths.set(key, depth);
    level = level.flatMap((key) => children.get(key) ?? []);
  }
  return depths;
};

/** Orders rows by their parents, if the mapping has a column that names them. */
export const createLevels = (mapping: Mapping): LevelBuilder => {
  const columns = mapping.columns.filter(({ parentBy }) => parentBy !== null);
  const [match] = columns.flatMap(({ parentBy }) => parentBy ?? []);
  if (!match) return FLAT;
  const keyOf = createKeyOf(match, mapping);
  const parents = new Map<string, string>();

  const parentOf = (textIn: TextIn): string => {
    const texts = columns.filter((column) => applies(column, textIn)).map((column) => columnText(column, textIn));
    return comparable(match, texts.find((text) => text !== "") ?? "");
  };

  return {
    add: (textIn) => {
      const key = keyOf(textIn);
      if (key !== "") parents.set(key, parentOf(textIn));
    },
    levels: () => {
      const depths = depthsOf(parents);
      return {
        count: Math.max(0, ...new Set(depths.values())) + 1,
        of: (textIn) => depths.get(keyOf(textIn)) ?? 0,
      };
    },
  };
};
