/** What was run, for counting and explaining. */
export interface RanStatement {
  /** Prepared statements have one. */
  readonly name?: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly rows: number;
  readonly milliseconds: number;
  /** Whether it ran in a transaction that writes. */
  readonly writes: boolean;
}

export type Observe = (statement: RanStatement) => void;
