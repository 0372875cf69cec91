import type { EntityBatchAlias } from "@graphql-hive/router-query-planner";
import { withFailures } from "./absorb.ts";
import type { Answer, FacetProblem } from "./answer.ts";
import type { Collected } from "./collect.ts";
import { collectEntities } from "./collect.ts";
import { hangAll, isContainer } from "./failure.ts";
import { mergeInto } from "./merge.ts";
import { compilePath } from "./path.ts";
import { compileRepresentation } from "./representations.ts";
import { compileOutputRewrites } from "./rewrites.ts";
import type { Run, Stage } from "./run.ts";
import type { Shape } from "./shape.ts";
import { childOf, renamed } from "./shape.ts";
import type { Tools } from "./tools.ts";

/** One `_entities` field of a fetch: which objects it completes, and what it does with the answer. */
export interface EntityBatch {
  readonly variable: string;
  readonly collect: (run: Run, stage: Stage | undefined) => Collected;
  readonly settle: (run: Run, collected: Collected, answer: Answer) => void;
}

const pathless = (problem: FacetProblem): FacetProblem => ({ ...problem, path: undefined });

/** Sorts the problems of an answer by the entity they concern; the rest concern all of them. */
const sorted = (problems: readonly FacetProblem[], alias: string) => {
  const byIndex = new Map<number, FacetProblem[]>();
  const common: FacetProblem[] = [];
  for (const problem of problems) {
    const [field, index, ...path] = problem.path ?? [];
    if (field === undefined || (field === alias && typeof index !== "number")) common.push(pathless(problem));
    else if (field === alias)
      byIndex.set(index as number, [...(byIndex.get(index as number) ?? []), { ...problem, path }]);
  }
  return { byIndex, common };
};

/** Compiles one alias of a batch; a plain entity fetch is a batch of one. */
export const compileEntityBatch = (
  { alias, representationsVariableName, paths, requires, inputRewrites, outputRewrites }: EntityBatchAlias,
  answerShape: Shape,
  service: string,
  { possibleTypes, isAbstract, names, answers }: Tools,
): EntityBatch => {
  const walks = paths.map((path) => compilePath(path, possibleTypes));
  const represent = compileRepresentation(requires, inputRewrites, possibleTypes);
  const identity = JSON.stringify([paths, requires, inputRewrites]);
  const rewrites = compileOutputRewrites(outputRewrites, possibleTypes, alias);
  const asked = childOf(answerShape, alias) ?? { entries: [] };
  const shape = rewrites ? renamed(asked, rewrites.finalKey) : asked;
  const clientKey = (key: string) => names.clientKey(rewrites?.finalKey(key) ?? key);

  const settle = (run: Run, { targets, sources, blocked }: Collected, { data, problems }: Answer) => {
    for (const { target, failure } of blocked) {
      run.failed = true;
      hangAll(
        target,
        shape,
        failure.problems.map((problem) => ({ ...problem, rest: [] })),
      );
    }
    if (sources.length === 0) return;
    const { byIndex, common } = sorted(problems, alias);
    const answered = data?.[alias];
    const isList = Array.isArray(answered) && answered.length === sources.length;
    const entities: unknown[] = isList ? answered : sources.map(() => null);
    if (!isList && common.length === 0 && byIndex.size === 0) {
      const elsewhere = problems.map(pathless);
      common.push(
        ...(elsewhere.length > 0
          ? elsewhere
          : [
              answers.invalid(
                service,
                `"${alias}" is not a list of ${sources.length} entities.`,
                run.context.requestId,
              ),
            ]),
      );
    }
    if (isList && common.length > 0 && entities.every(isContainer)) run.loose.push(...common);
    if (problems.length > 0 || common.length > 0) {
      for (const [index, entity] of entities.entries()) {
        const mine = byIndex.get(index) ?? [];
        const all = isContainer(entity) ? mine : [...mine, ...common];
        entities[index] = withFailures(isContainer(entity) ? entity : null, all, asked, clientKey, run);
      }
    }
    rewrites?.apply(entities);
    const served = new Array<boolean>(entities.length);
    for (const { target, index } of targets) {
      const entity = entities[index];
      if (!isContainer(entity)) continue;
      /** A facet that knows the entity by an interface's name only does not get to say what it is. */
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
