import type { EntityBatchAlias } from "@graphql-hive/router-query-planner";
import type { Shape } from "../compile/shape.ts";
import { childOf, renamed } from "../compile/shape.ts";
import type { Tools } from "../compile/tools.ts";
import type { CheckedResponse, SubgraphProblem } from "./checked-response.ts";
import type { Collected } from "./collect-entities.ts";
import { collectEntities } from "./collect-entities.ts";
import { placeBeside, placeErrors } from "./error-placement.ts";
import { isContainer, placeAll } from "./failure.ts";
import { mergeInto } from "./merge.ts";
import { compilePath } from "./path.ts";
import { compileRepresentation } from "./representations.ts";
import { compileOutputRewrites } from "./rewrites.ts";
import type { Run, Stage } from "./run.ts";

/** One `_entities` field of a fetch: which objects it completes, and what it does with the response. */
export interface EntityBatch {
  readonly variable: string;
  readonly collect: (run: Run, stage: Stage | undefined) => Collected;
  readonly settle: (run: Run, collected: Collected, answer: CheckedResponse) => void;
}

const pathless = (problem: SubgraphProblem): SubgraphProblem => ({ ...problem, path: undefined });

const isIndex = (value: unknown, length: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < length;

/**
 * Sorts the problems of a response by entity. Those of no entity, and of no other alias of the fetch, are common to
 * all.
 */
const sorted = (problems: readonly SubgraphProblem[], alias: string, aliases: ReadonlySet<unknown>, length: number) => {
  const byIndex = new Map<number, SubgraphProblem[]>();
  const common: SubgraphProblem[] = [];
  for (const problem of problems) {
    const [field, index, ...path] = problem.path ?? [];
    if (field === alias && isIndex(index, length))
      byIndex.set(index, [...(byIndex.get(index) ?? []), { ...problem, path }]);
    else if (field === alias || !aliases.has(field)) common.push(pathless(problem));
  }
  return { byIndex, common };
};

/** Keeps one of several problems with the same message. */
const distinct = (problems: readonly SubgraphProblem[]): SubgraphProblem[] => [
  ...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values(),
];

/** The place of a fetch in the response: its path up to the first list. */
const placeOf = ([path = []]: EntityBatchAlias["paths"], clientKey: (key: string) => string): string[] => {
  const list = path.indexOf("@");
  const before = list < 0 ? path : path.slice(0, list);
  return before.flatMap((segment) => (segment !== "@" && "Field" in segment ? [clientKey(segment.Field)] : []));
};

/** Compiles one alias of a batch; a plain entity fetch is a batch of one. */
export const compileEntityBatch = (
  { alias, representationsVariableName, paths, requires, inputRewrites, outputRewrites }: EntityBatchAlias,
  answerShape: Shape,
  service: string,
  aliases: ReadonlySet<unknown>,
  { possibleTypes, isAbstract, names, responses }: Tools,
): EntityBatch => {
  const walks = paths.map((path) => compilePath(path, possibleTypes));
  const represent = compileRepresentation(requires, inputRewrites, possibleTypes);
  const identity = JSON.stringify([paths, requires, inputRewrites]);
  const rewrites = compileOutputRewrites(outputRewrites, possibleTypes, alias);
  const asked = childOf(answerShape, alias) ?? { entries: [] };
  const shape = rewrites ? renamed(asked, rewrites.finalKey) : asked;
  const clientKey = (key: string) => names.clientKey(rewrites?.finalKey(key) ?? key);
  const place = placeOf(paths, names.clientKey);

  const settle = (run: Run, { targets, sources, blocked }: Collected, { data, problems }: CheckedResponse) => {
    for (const { target, failure } of blocked) {
      run.failed = true;
      placeAll(
        target,
        shape,
        failure.problems.map((problem) => ({ ...problem, rest: [] })),
      );
    }
    if (sources.length === 0) return;
    const { byIndex, common } = sorted(problems, alias, aliases, sources.length);
    const answered = data?.[alias];
    const isList = Array.isArray(answered) && answered.length === sources.length;
    const entities: unknown[] = isList ? answered : sources.map(() => null);
    const unexplained = (): SubgraphProblem[] => {
      if (common.length > 0 || isList) return distinct(common);
      if (problems.length > 0) return distinct(problems.map(pathless));
      const message = `"${alias}" is not a list of ${sources.length} entities.`;
      return [responses.invalid(service, message, run.context.requestId)];
    };
    if (problems.length > 0 || !isList) {
      const shared = unexplained();
      let isShared = false;
      for (const [index, entity] of entities.entries()) {
        const mine = byIndex.get(index);
        if (!isContainer(entity) && !mine) isShared = true;
        const there = isContainer(entity) ? entity : null;
        entities[index] = placeErrors(there, mine ?? (there ? [] : shared), asked, clientKey, run, () => place);
      }
      if (!isShared && common.length > 0) placeBeside(run, common, () => place);
    }
    rewrites?.apply(entities);
    const served = new Array<boolean>(entities.length);
    for (const { target, index } of targets) {
      const entity = entities[index];
      if (!isContainer(entity)) continue;
      /** A subgraph that knows the entity only by an interface's name does not get to state its type. */
      if (isAbstract(entity.__typename)) delete entity.__typename;
      mergeInto(target, entity, shape, served[index] === true);
      served[index] = true;
    }
  };

  return {
    variable: representationsVariableName,
    collect: (run, stage) => {
      const known = stage?.get(identity) as Collected | undefined;
      const collected = known ?? collectEntities(run.data, walks, represent);
      if (!known) stage?.set(identity, collected);
      return collected;
    },
    settle,
  };
};
