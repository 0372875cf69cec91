import type { FetchNode, FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import { renamed, shapeOf } from "../compile/shape.ts";
import type { Tools } from "../compile/tools.ts";
import type { PlanId } from "../explain/plan-tree.ts";
import type { SubgraphProblem } from "./checked-response.ts";
import { placeErrors } from "./error-placement.ts";
import { type Container, placeIn } from "./failure.ts";
import { mergeInto } from "./merge.ts";
import { compilePath } from "./path.ts";
import { compileOutputRewrites } from "./rewrites.ts";
import type { Step } from "./run.ts";
import { compileSend } from "./send.ts";

/** Compiles a fetch of root fields: the operation's own, or those of a `Query` returned by a field below a path. */
export const compileRootFetch = (
  node: FetchNode & PlanId,
  tools: Tools,
  path: readonly FlattenNodePathSegment[] = [],
): Step => {
  const walk = compilePath(path, tools.possibleTypes);
  const dispatch = compileSend(node, tools);
  const rewrites = compileOutputRewrites(node.outputRewrites, tools.possibleTypes);
  const asked = shapeOf(node.operation);
  const shape = rewrites ? renamed(asked, rewrites.finalKey) : asked;
  const clientKey = (key: string) => tools.names.clientKey(rewrites?.finalKey(key) ?? key);
  const [sole, ...others] = asked.entries.filter(({ key }) => key !== "__typename");
  const wholePlace = sole && others.length === 0 ? [clientKey(sole.key)] : undefined;

  /** The place of an error without a path: known only for the operation's own root. */
  const placeOf = (data: Container | null, at: SubgraphProblem["path"] = []) => {
    if (path.length > 0) return undefined;
    const place = placeIn(data, at, asked, clientKey);
    return place.length > 0 ? place : wholePlace;
  };

  return (run) => {
    const targets: Container[] = [];
    walk(run.data, targets);
    if (targets.length === 0) return undefined;
    return dispatch(run, {}, ({ data, problems }) => {
      if (!data && path.length === 0) {
        for (const problem of problems) if (problem.path) run.failedRootKeys.push(String(problem.path[0]));
      }
      const answer = placeErrors(data, problems, asked, clientKey, run, (problem) => placeOf(data, problem.path));
      rewrites?.apply(answer);
      if (!answer) return;
      for (const [index, target] of targets.entries()) mergeInto(target, answer, shape, index > 0);
    });
  };
};
