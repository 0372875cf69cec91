import { KINDS } from "../run/contestants.ts";
import type { MeasuredExtra } from "../run/measure-extra.ts";
import type { Slowed } from "../run/slow-facet.ts";
import type { Start } from "../run/starts.ts";
import { inMs } from "./tables.ts";

const rowOf = ({ contestant, node, postgres, statements, alone, characters }: MeasuredExtra): string =>
  `| ${KINDS[contestant].title} | ${inMs(node)} + ${inMs(postgres)} | ${statements} | ${inMs(alone)} | ${characters.toLocaleString("en-US")} |`;

/** A table for each of the other loads. */
export const extraTablesOf = (all: readonly MeasuredExtra[]): string =>
  [...new Set(all.map(({ load }) => load))]
    .map((load) => {
      const rows = all.filter((each) => each.load === load).map(rowOf);
      return `#### ${load}

| | CPU per request, Node + PostgreSQL, ms | statements | alone, ms | characters |
|---|---:|---:|---:|---:|
${rows.join("\n")}
`;
    })
    .join("\n");

/** What a slow facet costs. */
export const slowedTableOf = (all: readonly Slowed[]): string =>
  all.length === 0
    ? ""
    : `#### W6: W2 while contacts takes 100 ms longer, alone, in milliseconds

| | as usual | with the slow facet |
|---|---:|---:|
${all.map(({ title, usual, slowed }) => `| ${title} | ${inMs(usual)} | ${inMs(slowed)} |`).join("\n")}
`;

/** How long the starts took. */
export const startsTableOf = (starts: readonly Start[]): string => {
  const rows = starts.map(
    ({ title, untilReady, untilAnswer, cpu }) =>
      `| ${title} | ${untilReady.toFixed(2)} | ${untilAnswer.toFixed(2)} | ${cpu.toFixed(2)} |`,
  );
  return `#### W10: a start, in seconds

| | ready | W1 answered | CPU until then |
|---|---:|---:|---:|
${rows.join("\n")}
`;
};
