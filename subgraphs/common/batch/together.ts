import type { EntityManager } from "typeorm";
import type { Rounds } from "./rounds.ts";

/** A statement for any number of items: one result for each, in order. */
export type ForAll<Item, Result> = (manager: EntityManager, items: readonly Item[]) => Promise<readonly Result[]>;

/** The managers of commands that run in rounds. */
export const roundsOf = new WeakMap<EntityManager, Rounds>();

/** A request to run a statement for an item, together with those of other commands. */
export class Together {
  readonly item: unknown;
  readonly run: ForAll<never, unknown>;

  constructor(item: unknown, run: ForAll<never, unknown>) {
    this.item = item;
    this.run = run;
  }
}

/** Runs a statement for one item; for commands in rounds, once for the items of all that run it at the same time. */
export const together = async <Item, Result>(
  manager: EntityManager,
  item: Item,
  run: ForAll<Item, Result>,
): Promise<Result> => {
  const rounds = roundsOf.get(manager);
  if (rounds) return (await rounds.call(new Together(item, run as ForAll<never, unknown>))) as Result;
  const [result] = await run(manager, [item]);
  return result as Result;
};
