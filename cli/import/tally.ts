import type { Result } from "./import-rows.ts";

/** Counts the outcomes of rows, and keeps the refusals to be reported at the end. */
export interface Tally {
  add(results: readonly Result[]): void;
  readonly rows: number;
  readonly refused: number;
  /** `91 rows: 90 created, 0 updated, 0 unchanged, 1 refused` */
  summary(): string;
  /** Every refused row with its line and the reasons. */
  refusals(): string;
}

export const createTally = (): Tally => {
  const counts = { CREATED: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 };
  const refusals: string[] = [];
  const rows = (): number => counts.CREATED + counts.UPDATED + counts.UNCHANGED + counts.REFUSED;

  return {
    add: (results) => {
      for (const result of results) {
        counts[result.outcome] += 1;
        if (result.outcome === "REFUSED") refusals.push(`line ${result.line}: ${result.reasons.join("; ")}`);
      }
    },
    get rows() {
      return rows();
    },
    get refused() {
      return counts.REFUSED;
    },
    summary: () =>
      `${rows()} ${rows() === 1 ? "row" : "rows"}: ${counts.CREATED} created, ${counts.UPDATED} updated, ` +
      `${counts.UNCHANGED} unchanged, ${counts.REFUSED} refused`,
    refusals: () => refusals.join("\n"),
  };
};
