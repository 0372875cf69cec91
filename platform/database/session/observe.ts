/** What was run, for those who count or explain. */
export interface RanStatement {
  /** Prepared statements have one. */
  readonly name?: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly rows: number;
  readonly milliseconds: number;
  /** Whether it ran within a transaction that writes. */
  readonly writes: boolean;
}

export type Observe = (statement: RanStatement) => void;
