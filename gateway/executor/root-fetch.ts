import type { FetchNode } from "@graphql-hive/router-query-planner";
import type { PlanId } from "../explain/plan-tree.ts";
import { withFailures } from "./absorb.ts";
import { placeIn } from "./failure.ts";
import { mergeInto } from "./merge.ts";
import { compileOutputRewrites } from "./rewrites.ts";
import type { Step } from "./run.ts";
import { compileSend } from "./send.ts";
import { renamed, shapeOf } from "./shape.ts";
import type { Tools } from "./tools.ts";

/** Compiles a fetch of root fields. */
export const compileRootFetch = (node: FetchNode & PlanId, tools: Tools): Step => {
  const dispatch = compileSend(node, tools);
  const rewrites = compileOutputRewrites(node.outputRewrites, tools.possibleTypes);
  const asked = shapeOf(node.operation);
  const shape = rewrites ? renamed(asked, rewrites.finalKey) : asked;
  const clientKey = (key: string) => tools.names.clientKey(rewrites?.finalKey(key) ?? key);
  const [sole, ...others] = asked.entries.filter(({ key }) => key !== "__typename");
  const wholePlace = sole && others.length === 0 ? [clientKey(sole.key)] : undefined;

  return (run) =>
    dispatch(run, {}, ({ data, problems }) => {
      if (!data) for (const { path } of problems) if (path) run.culprits.push(String(path[0]));
      const answer = withFailures(data, problems, asked, clientKey, run, ({ path = [] }) => {
        const place = placeIn(data, path, asked, clientKey);
        return place.length > 0 ? place : wholePlace;
      });
      rewrites?.apply(answer);
      if (answer) mergeInto(run.data, answer, shape, false);
    });
};
