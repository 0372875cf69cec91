import { medianOf } from "../../support/median.ts";
import { type ContestantName, KINDS } from "../run/contestants.ts";
import type { Measured, Memory } from "../run/measure.ts";
import type { Sample } from "../run/sample.ts";

const WORKLOADS = ["W1", "W2", "W3"] as const;

type Cell = (measured: Measured) => string;

/** A table of Markdown with a row for each contestant and a column for each workload. */
const table = (all: readonly Measured[], cell: Cell): string => {
  const names = [...new Set(all.map(({ contestant }) => contestant))];
  const rows = names.map((name) => {
    const cells = WORKLOADS.map((workload) => {
      const found = all.find((each) => each.contestant === name && each.workload === workload);
      return found ? cell(found) : "–";
    });
    return `| ${KINDS[name].title} | ${cells.join(" | ")} |`;
  });
  return `| | ${WORKLOADS.join(" | ")} |\n|---|---:|---:|---:|\n${rows.join("\n")}\n`;
};

/** Milliseconds with two or three digits. */
export const inMs = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));

const total = ({ node, postgres }: Sample): number => node + postgres;

/** The median of the rounds. */
export const median = ({ samples }: Measured, of: (sample: Sample) => number): number => medianOf(samples.map(of));

const totals: Cell = (measured) => {
  const all = measured.samples.map(total);
  return `**${inMs(medianOf(all))}** (${inMs(Math.min(...all))}–${inMs(Math.max(...all))})`;
};

const parts: Cell = (measured) =>
  `${inMs(median(measured, ({ node }) => node))} + ${inMs(median(measured, ({ postgres }) => postgres))}`;

const shareOf =
  (all: readonly Measured[], name: ContestantName): Cell =>
  (measured) => {
    const other = all.find(({ contestant, workload }) => contestant === name && workload === measured.workload);
    return other ? (median(measured, total) / median(other, total)).toFixed(2) : "–";
  };

const percentiles = (latencies: readonly number[]): string => {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  return `${at(0.5)} / ${at(0.99)}`;
};

/** The tables under their headings. */
export const tablesOf = (all: readonly Measured[], memory: ReadonlyMap<ContestantName, Memory>): string => {
  const has = (name: ContestantName) => all.some(({ contestant }) => contestant === name);
  const shares = (["default", "monolith", "floor"] as const)
    .filter(has)
    .map((name) => `#### The same, divided by ${KINDS[name].title}\n\n${table(all, shareOf(all, name))}`);
  const memories = [...memory].map(
    ([name, { idle, loaded }]) => `| ${KINDS[name].title} | ${idle.toFixed(0)} | ${loaded.toFixed(0)} |`,
  );
  return [
    "#### CPU of all processes, PostgreSQL included, in milliseconds per request\n",
    `The median of the rounds, and the lowest and highest.\n\n${table(all, totals)}`,
    ...shares,
    `#### The same, Node + PostgreSQL\n\n${table(all, parts)}`,
    `#### Statements per request\n\n${table(all, ({ statements }) => String(statements))}`,
    "#### Requests per second, over eight connections\n",
    table(all, (measured) => median(measured, ({ perSecond }) => perSecond).toFixed(0)),
    "#### Latency at one rate for all, p50 / p99 in milliseconds\n",
    `60 % of what the slowest can do.\n\n${table(all, ({ sameRate }) => percentiles(sameRate))}`,
    "#### Latency at 60 % of what each can do, p50 / p99 in milliseconds\n",
    table(all, ({ ownRate }) => percentiles(ownRate)),
    "#### Memory of all Node processes (RSS), in MB\n",
    `| | idle | after the rounds |\n|---|---:|---:|\n${memories.join("\n")}\n`,
  ].join("\n");
};
