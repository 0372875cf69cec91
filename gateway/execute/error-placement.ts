import type { Shape } from "../compile/shape.ts";
import type { SubgraphProblem } from "./checked-response.ts";
import type { Container, Problem } from "./failure.ts";
import { placeAll, placeAt } from "./failure.ts";
import type { LooseProblem, Run } from "./run.ts";

const hung = ({ path, ...words }: SubgraphProblem): Problem => ({ ...words, rest: [], ofFetch: path === undefined });

/** Sends errors out beside data that stays: at the place they concern, as far as it is known. */
export const placeBeside = (
  run: Run,
  problems: readonly SubgraphProblem[],
  placeOf: (problem: SubgraphProblem) => LooseProblem["path"],
): void => {
  run.failed = true;
  for (const problem of problems) run.loose.push({ ...problem, path: placeOf(problem) });
};

/**
 * Hangs errors into one answer before it is merged. Those that name no place in an answer that is null as a whole hang on
 * every field that was asked for; beside data they go out with the place that `placeOf` gives them, and make nothing null.
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
