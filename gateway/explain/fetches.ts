import { inMilliseconds } from "../../platform/observability/explain/statement.ts";
import type { CheckedResponse } from "../execute/checked-response.ts";
import { isContainer } from "../execute/failure.ts";
import type { ExplainedFetch } from "./shape.ts";

/** What is known of a fetch when it starts. */
export interface FetchAbout {
  readonly planId: number;
  readonly subgraph: string;
  readonly operation: string;
  /** The lists of representations, by variable; none for root fields. */
  readonly representations: Readonly<Record<string, unknown>>;
}

const MOST_ERRORS = 20;

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** Entities are counted individually, root fields as one each. */
const resultsIn = ({ data }: CheckedResponse, areEntities: boolean): number => {
  const values = Object.values(data ?? {});
  if (!areEntities) return values.filter((value) => value !== null).length;
  return values.flatMap((value) => (Array.isArray(value) ? value.filter(isContainer) : [])).length;
};

/** Lists fetches in the order in which they start. Times are relative to the start of the request. */
export const createFetchList = (since: () => number) => {
  const fetches: ExplainedFetch[] = [];

  const begin = (about: FetchAbout, settle: (answer: CheckedResponse) => void): ((answer: CheckedResponse) => void) => {
    const { representations: lists, ...what } = about;
    const areEntities = Object.keys(lists).length > 0;
    const representations = areEntities
      ? Object.values(lists).reduce<number>((sum, list) => sum + lengthOf(list), 0)
      : null;
    const start = since();
    const index = fetches.push({ ...what, representations, results: 0, start, duration: 0, errors: [] }) - 1;
    return (answer) => {
      const duration = inMilliseconds(since() - start);
      const errors = answer.problems.slice(0, MOST_ERRORS).map(({ message, code }) => ({ message, code }));
      fetches[index] = { ...what, representations, results: resultsIn(answer, areEntities), start, duration, errors };
      settle(answer);
    };
  };

  return { begin, all: (): readonly ExplainedFetch[] => fetches };
};
