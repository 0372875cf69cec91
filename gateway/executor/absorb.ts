import type { FacetProblem } from "./answer.ts";
import type { Container, Problem } from "./failure.ts";
import { hangAll, hangAt } from "./failure.ts";
import type { Run } from "./run.ts";
import type { Shape } from "./shape.ts";

const pathless = ({ path: _, ...words }: FacetProblem): Problem => ({ ...words, rest: [] });

/**
 * Hangs errors into one answer before it is merged. Those that name no place in an answer that is null as a whole hang on
 * every field that was asked for; beside data they go out without a path.
 */
export const withFailures = (
  answer: Container | null,
  problems: readonly FacetProblem[],
  shape: Shape,
  clientKey: (key: string) => string,
  run: Run,
): Container | null => {
  if (problems.length === 0) return answer;
  run.failed = true;
  const holder = answer ?? {};
  const placeless = problems.filter(({ path = [], ...words }) => {
    const isKnown = shape.entries.some(({ key }) => key === path[0]);
    return !isKnown || !hangAt(holder, path, shape, words, clientKey);
  });
  if (placeless.length === 0) return holder;
  if (answer) run.loose.push(...placeless);
  else hangAll(holder, shape, placeless.map(pathless));
  return holder;
};
