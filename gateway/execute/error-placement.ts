import type { Shape } from "../compile/shape.ts";
import type { SubgraphProblem } from "./checked-response.ts";
import type { Container, Problem } from "./failure.ts";
import { placeAll, placeAt } from "./failure.ts";
import type { LooseProblem, Run } from "./run.ts";

const hung = ({ path, ...words }: SubgraphProblem): Problem => ({ ...words, rest: [], ofFetch: path === undefined });

/** Reports errors beside data that stays, at the place they concern as far as it is known. */
export const placeBeside = (
  run: Run,
  problems: readonly SubgraphProblem[],
  placeOf: (problem: SubgraphProblem) => LooseProblem["path"],
): void => {
  run.failed = true;
  for (const problem of problems) run.loose.push({ ...problem, path: placeOf(problem) });
};

/**
 * Places errors in a response before it is merged. If the response is null as a whole, errors without a path go to
 * every requested field; beside data they are reported at the place that `placeOf` returns, and make nothing null.
 */
export const placeErrors = (
  answer: Container | null,
  problems: readonly SubgraphProblem[],
  shape: Shape,
  clientKey: (key: string) => string,
  run: Run,
  placeOf: (problem: SubgraphProblem) => LooseProblem["path"],
): Container | null => {
  if (problems.length === 0) return answer;
  run.failed = true;
  const holder = answer ?? {};
  const placeless = problems.filter(({ path = [], ...words }) => !placeAt(holder, path, shape, words, clientKey));
  if (placeless.length === 0) return holder;
  if (answer) placeBeside(run, placeless, placeOf);
  else placeAll(holder, shape, placeless.map(hung));
  return holder;
};
