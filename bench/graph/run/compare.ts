import type { Contestant } from "./contestants.ts";
import { inTurn, repeated } from "./load.ts";
import type { Workload } from "./workloads.ts";

const COMPARED = 5;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
};

/** The data of an answer as canonical JSON: without extensions, its fields sorted by name. */
const canonical = (answer: string): string => JSON.stringify(sorted(JSON.parse(answer).data), null, 1);

const firstDifference = (one: string, other: string): string => {
  const [lines, others] = [one.split("\n"), other.split("\n")];
  const at = lines.findIndex((line, n) => line !== others[n]);
  return `${lines.slice(Math.max(0, at - 8), at + 1).join("\n")}\nand not\n${others[at]}`;
};

/** Throws unless all contestants give the same answers. Returns how many characters each workload's answers have. */
export const compareAnswers = async (
  contestants: readonly Contestant[],
  workloads: readonly Workload[],
  token: string,
): Promise<Map<string, number>> => {
  const lengths = new Map<string, number>();
  for (const { name, bodies } of workloads) {
    let expected: readonly string[] | undefined;
    for (const { title, url } of contestants) {
      const answers = (await inTurn({ url, token }, repeated(bodies), COMPARED)).map(({ text }) => canonical(text));
      expected ??= answers;
      const at = answers.findIndex((answer, n) => answer !== expected?.[n]);
      if (at < 0) continue;
      const [first] = contestants;
      const difference = firstDifference(answers[at] ?? "", expected[at] ?? "");
      throw new Error(`${name}: "${title}" does not answer as "${first?.title}" does:\n${difference}`);
    }
    lengths.set(name, Math.max(...(expected ?? []).map((answer) => JSON.stringify(JSON.parse(answer)).length)));
  }
  return lengths;
};
