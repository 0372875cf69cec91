import { type EntityManager, type EntityTarget, type ObjectLiteral, QueryFailedError } from "typeorm";
import { groupBy } from "../../../platform/values/group-by.ts";
import { findForAll, shapeOfFind } from "./find.ts";
import { comparable, Delete, Find, fieldsOf, Insert, Query, Update } from "./requests.ts";
import type { Answer, Call } from "./rounds.ts";
import { Together } from "./together.ts";
import { deleteForAll, insertForAll, updateForAll } from "./write.ts";

type Entity = EntityTarget<ObjectLiteral>;

const fieldNames = (fields: object): string => Object.keys(fields).join();

/** What tells which requests one statement answers: the method, the entity or function, and the shape. */
const partsOf = (request: unknown): [kind: string, subject: unknown, shape: string] => {
  if (request instanceof Find) return ["find", request.entity, shapeOfFind(request)];
  if (request instanceof Update) return ["update", request.entity, fieldNames(request.key)];
  if (request instanceof Delete) return ["delete", request.entity, fieldNames(request.key)];
  if (request instanceof Insert) {
    return ["insert", request.entity, [fieldNames(request.rows[0] ?? {}), request.unique.join()].join(" ")];
  }
  if (request instanceof Query) return ["query", request.text, JSON.stringify(request.parameters)];
  if (request instanceof Together) return ["together", request.run, ""];
  throw new Error("a batch cannot answer this");
};

const runForAll = async (manager: EntityManager, requests: readonly unknown[]): Promise<readonly unknown[]> => {
  const [first] = requests;
  if (first instanceof Find) return findForAll(manager, requests as Find[]);
  if (first instanceof Delete) return deleteForAll(manager, requests as Delete[]);
  if (first instanceof Together)
    return first.run(
      manager,
      (requests as Together[]).map(({ item }) => item as never),
    );
  if (first instanceof Update) await updateForAll(manager, requests as Update[]);
  if (first instanceof Insert) await insertForAll(manager, requests as Insert[]);
  if (first instanceof Query) {
    const rows = await manager.query(first.text, [...first.parameters]);
    return requests.map(() => rows);
  }
  return requests.map(() => undefined);
};

/** Calls in groups of which no two change the same row: one statement would make only one of these changes. */
const wavesOf = (calls: readonly Call[]): Call[][] => {
  const rowOf = ({ request }: Call, index: number): unknown =>
    request instanceof Update ? JSON.stringify(fieldsOf(request.key).map(([, value]) => comparable(value))) : index;
  const waves: Call[][] = [];
  for (const same of groupBy([...calls.entries()], ([index, call]) => rowOf(call, index)).values()) {
    for (const [wave, [, call]] of same.entries()) {
      waves[wave] ??= [];
      waves[wave].push(call);
    }
  }
  return waves;
};

/** Errors that are about rows: a broken constraint, a rule of a trigger, or a row that another one has locked. */
const isAboutRows = (error: unknown): boolean =>
  error instanceof QueryFailedError && /^(21000|23|CG|55P03)/.test(String(error.driverError.code));

/** In a savepoint. If rows are refused, each request runs on its own, so that only those fail that are to blame. */
const settle = async (manager: EntityManager, calls: readonly Call[]): Promise<(() => void)[]> => {
  try {
    const answers = await manager.transaction((savepoint) =>
      runForAll(
        savepoint,
        calls.map(({ request }) => request),
      ),
    );
    return calls.map(
      ({ resolve }, index) =>
        () =>
          resolve(answers[index]),
    );
  } catch (error) {
    const [call, another] = calls;
    if (!isAboutRows(error)) throw error;
    if (call && !another) return [() => call.reject(error)];
    const alone: (() => void)[] = [];
    for (const each of calls) alone.push(...(await settle(manager, [each])));
    return alone;
  }
};

/** Answers the calls of a round with one statement for each kind of request, in the order of the first of each kind. */
export const answerWith =
  (manager: EntityManager): Answer =>
  async (calls) => {
    const subjects: (Entity | unknown)[] = [];
    const numberOf = (subject: unknown): number => {
      if (!subjects.includes(subject)) subjects.push(subject);
      return subjects.indexOf(subject);
    };
    const groups = groupBy(calls, ({ request }) => {
      const [kind, subject, shape] = partsOf(request);
      return `${kind} ${numberOf(subject)} ${shape}`;
    });
    const settled: (() => void)[] = [];
    for (const group of groups.values()) {
      for (const wave of wavesOf(group)) settled.push(...(await settle(manager, wave)));
    }
    for (const settleOne of settled) settleOne();
  };
