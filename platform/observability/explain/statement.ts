import type { RanStatement } from "../../database/session/observe.ts";

/**
 * A statement as shown to viewers who may see how the graph works: without the values of its parameters, which are
 * customers' data.
 */
export interface ExplainedStatement {
  /** The statement's own name, if it is prepared. */
  readonly name: string | null;
  readonly text: string;
  /** The kind of what was passed, never its value, such as `text(12)`, `list(50)`, `number`, `null`. */
  readonly parameters: readonly string[];
  readonly rows: number;
  readonly duration: number;
  /** Whether it ran in a transaction that writes. */
  readonly writes: boolean;
}

const LONGEST_TEXT = 5_000;
const MOST_PARAMETERS = 50;

/** These clocks are not worth more than microseconds. */
export const inMilliseconds = (time: number): number => Math.round(time * 1_000) / 1_000;

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return `text(${value.length})`;
  if (Array.isArray(value)) return `list(${value.length})`;
  if (value instanceof Uint8Array) return `bytes(${value.length})`;
  return typeof value === "object" ? "json" : typeof value;
};

const kindsOf = (values: readonly unknown[]): string[] => {
  const kinds = values.slice(0, MOST_PARAMETERS).map(kindOf);
  return values.length > kinds.length ? [...kinds, `${values.length - kinds.length} more`] : kinds;
};

const shortened = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

export const explainStatement = (ran: RanStatement): ExplainedStatement => ({
  name: ran.name ?? null,
  text: shortened(ran.text),
  parameters: kindsOf(ran.parameters),
  rows: ran.rows,
  duration: inMilliseconds(ran.milliseconds),
  writes: ran.writes,
});
