import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { invalid } from "../../subgraphs/common/check.ts";
import { RuleBroken } from "../../subgraphs/common/user-errors.ts";
import {
  AwaitsRecord,
  type CustomerInput,
  type Match,
  matchedCustomer,
} from "../../subgraphs/directory/commands/index.ts";
import { comparable, keyOf } from "./keys.ts";

/** A parent as a file names it. */
export interface ParentKey {
  readonly match: Match;
  readonly key: string;
}

const inputOf = ({ match, key }: ParentKey): CustomerInput =>
  match.by === "accountNumber"
    ? { accountNumber: key }
    : { externalIdentifiers: [{ source: match.source, externalId: key }] };

const nameOf = (match: Match): string => (match.by === "accountNumber" ? "account number" : `id of ${match.source}`);

const findCustomer = async (manager: EntityManager, viewer: Viewer, parent: ParentKey): Promise<string | null> => {
  try {
    return await matchedCustomer(manager, viewer, inputOf(parent), parent.match);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(
      ...error.userErrors.map(({ message }) => ({ ...invalid(["parentId"], parent.key, ""), message })),
    );
  }
};

/** Finds the parents that the rows of one file name. */
export interface ParentFinder {
  /**
   * The id of a parent; `undefined` for one that a dry run has undone. A row whose parent is not there awaits it: a row
   * after it may bring it.
   */
  idOf(manager: EntityManager, parent: ParentKey): Promise<string | undefined>;
  /** Remembers a customer that a row has written, for a dry run. */
  wrote(customer: CustomerInput): void;
}

/** Finds parents by these ways of the mapping. */
export const createParentFinder = (viewer: Viewer, ways: readonly Match[], dryRun: boolean): ParentFinder => {
  const undone = new Set<string>();
  const placeOf = (match: Match, key: string): string => `${nameOf(match)} ${comparable(match, key)}`;
  return {
    idOf: async (manager, parent) => {
      const { match, key } = parent;
      const id = await findCustomer(manager, viewer, parent);
      if (id !== null) return id;
      if (undone.has(placeOf(match, key))) return undefined;
      const message = `Neither a customer nor a row of this file that was imported has this ${nameOf(match)}.`;
      throw new AwaitsRecord(invalid(["parentId"], key, message));
    },
    wrote: (customer) => {
      if (!dryRun) return;
      for (const match of ways) {
        const key = keyOf(match, customer);
        if (key) undone.add(placeOf(match, key));
      }
    },
  };
};
