import type { Result } from "./import-rows.ts";

type Refused = Extract<Result, { outcome: "REFUSED" }>;

/** Counts the outcomes of rows, and keeps the refusals to be reported at the end. */
export interface Tally {
  add(results: readonly Result[]): void;
  readonly rows: number;
  readonly refused: number;
  /** `91 rows: 90 created, 0 updated, 0 unchanged, 1 refused` */
  summary(): string;
  /** How many created rows would be created again, and what helps; empty if none. */
  keyless(): string;
  /** How many references were left out; empty if none. */
  skipped(): string;
  /** Every refused row with its line and the reasons, in the order of the file. */
  refusals(): string;
}

export const createTally = (): Tally => {
  const counts = { CREATED: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 };
  const refusals: Refused[] = [];
  let keyless = 0;
  let skipped = 0;
  const rows = (): number => counts.CREATED + counts.UPDATED + counts.UNCHANGED + counts.REFUSED;

  return {
    add: (results) => {
      for (const result of results) {
        counts[result.outcome] += 1;
        if (result.outcome === "CREATED" && result.isKeyless) keyless += 1;
        if (result.outcome === "REFUSED") refusals.push(result);
        else skipped += result.skipped ?? 0;
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
    skipped: () =>
      skipped === 0 ? "" : `${skipped} ${skipped === 1 ? "reference" : "references"} to what is unknown skipped`,
    keyless: () => {
      if (keyless === 0) return "";
      const have =
        keyless === 1
          ? "1 row has no key: importing again makes it again"
          : `${keyless} rows have no key: importing again makes them again`;
      return `${have}, unless --match name or --match email finds its customer`;
    },
    refusals: () =>
      [...refusals]
        .sort((one, other) => one.line - other.line)
        .map(({ line, reasons }) => `line ${line}: ${reasons.join("; ")}`)
        .join("\n"),
  };
};
