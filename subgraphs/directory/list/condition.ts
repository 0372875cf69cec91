import type { Parameter } from "./parameters.ts";

/** A bound of a column that has an index in either direction. */
export interface Bound {
  readonly column: string;
  /** What stands for a missing value in the indexes: behind all others, and before them. None, if the column is never null. */
  readonly missing: readonly [last: string, first: string] | undefined;
  /** `>= $3::numeric`. */
  readonly comparison: string;
}

/**
 * A condition for an entry `e` as SQL. `exact` is true or false, never null. `terms` are conditions that follow from it and that the index of
 * terms serves; `bounds`, `ids` and `beginnings` follow from it too.
 */
export interface Condition {
  readonly exact: string;
  readonly terms: readonly string[];
  readonly bounds: readonly Bound[];
  /** Conditions on the id. */
  readonly ids: readonly string[];
  /** Common table expressions with the ids of all customers that can fulfil it, unless they are too many. */
  readonly beginnings: readonly string[];
}

/** What conditions are written with: the tenant is always `$1`. */
export interface Scope {
  readonly p: Parameter;
  /** The placeholder of the viewer's workspaces. */
  readonly workspaces: string;
  /** The employees that the viewer is: none or one. */
  readonly employeeIds: readonly string[];
  /** Adds a common table expression in front of the statement and returns its name. */
  readonly common: (name: string, text: string) => string;
}

export const exactly = (exact: string): Condition => ({ exact, terms: [], bounds: [], ids: [], beginnings: [] });

export const byTerms = (exact: string, terms: readonly string[]): Condition => ({ ...exactly(exact), terms });

export const allOf = (conditions: readonly Condition[]): Condition => ({
  exact: conditions.map(({ exact }) => exact).join(" and ") || "true",
  terms: conditions.flatMap(({ terms }) => terms),
  bounds: conditions.flatMap(({ bounds }) => bounds),
  ids: conditions.flatMap(({ ids }) => ids),
  beginnings: conditions.flatMap(({ beginnings }) => beginnings),
});

/** Terms lead to one of several only if they lead to each of them. */
export const anyOf = (conditions: readonly Condition[]): Condition => ({
  ...exactly(`(${conditions.map(({ exact }) => `(${exact})`).join(" or ")})`),
  terms: conditions.every(({ terms }) => terms.length > 0)
    ? [`(${conditions.map(({ terms }) => `(${terms.join(" and ")})`).join(" or ")})`]
    : [],
});

export const noneOf = ({ exact }: Condition): Condition => exactly(`not (${exact})`);

/** The term of a value of a field. */
export const withTerm = (field: string | undefined, value: string): readonly string[] =>
  field ? [`e.terms @> array[directory.term($1, '${field}', ${value})]`] : [];

/** The terms of one of several values of a field. */
export const withTerms = (field: string | undefined, values: string): readonly string[] =>
  field ? [`e.terms && directory.terms($1, '${field}', ${values}::text[])`] : [];
