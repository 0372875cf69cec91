import type { EntityManager, EntityTarget, FindManyOptions, ObjectLiteral } from "typeorm";
import { EntityNotFoundError } from "typeorm";
import { answerWith } from "./answer.ts";
import { Delete, type Fields, Find, Insert, Query, Update } from "./requests.ts";
import { Rounds } from "./rounds.ts";
import { roundsOf } from "./together.ts";

type Entity = EntityTarget<ObjectLiteral>;

const listed = (rows: Fields | readonly Fields[]): readonly Fields[] => [rows].flat() as readonly Fields[];

/** What commands use of a manager, answered in rounds. Savepoints of commands are those of all of them: none of their own. */
const managerIn = (rounds: Rounds): EntityManager => {
  const find = async (entity: Entity, options: FindManyOptions): Promise<ObjectLiteral[]> =>
    (await rounds.call(new Find(entity, options))) as ObjectLiteral[];
  const findOne = async (entity: Entity, options: FindManyOptions): Promise<ObjectLiteral | null> =>
    (await find(entity, options))[0] ?? null;
  const findOneOrFail = async (entity: Entity, options: FindManyOptions): Promise<ObjectLiteral> => {
    const row = await findOne(entity, options);
    if (!row) throw new EntityNotFoundError(entity, options.where);
    return row;
  };
  const manager = {
    find,
    findBy: (entity: Entity, where: Fields) => find(entity, { where }),
    findOne,
    findOneBy: (entity: Entity, where: Fields) => findOne(entity, { where }),
    findOneOrFail,
    findOneByOrFail: (entity: Entity, where: Fields) => findOneOrFail(entity, { where }),
    update: (entity: Entity, key: Fields, changes: Fields) => rounds.call(new Update(entity, key, changes)),
    insert: (entity: Entity, rows: Fields | readonly Fields[]) => rounds.call(new Insert(entity, listed(rows))),
    upsert: (entity: Entity, rows: Fields | readonly Fields[], unique: readonly string[]) =>
      rounds.call(new Insert(entity, listed(rows), unique)),
    delete: (entity: Entity, key: Fields) => rounds.call(new Delete(entity, key)),
    query: (text: string, parameters: readonly unknown[] = []) => rounds.call(new Query(text, parameters)),
    transaction: <Result>(work: (manager: EntityManager) => Promise<Result>) => work(manager),
  } as unknown as EntityManager;
  roundsOf.set(manager, rounds);
  return manager;
};

/** A command on one customer, as it also runs alone. */
export type One<Result> = (manager: EntityManager) => Promise<Result>;

/**
 * Runs commands side by side in one transaction, with as many statements as the one with the most steps takes: equal steps are one
 * statement. Tells how each ended. One that throws may have written: then the caller rolls back, and runs the others again.
 */
export const runTogether = <Result>(
  manager: EntityManager,
  commands: readonly One<Result>[],
): Promise<PromiseSettledResult<Result>[]> => {
  const rounds = new Rounds(answerWith(manager));
  return rounds.run(commands.map((command) => () => command(managerIn(rounds))));
};
