/** The maximum number of contacts, and of addresses, of a customer. */
export const MOST = 500;

/** A row of a list that has one primary row unless it is empty. */
export interface Listed {
  readonly tenantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly isPrimary: boolean;
  /** The insertion order. */
  readonly position: number;
}

/** The rows, oldest first. */
export const oldestFirst = <Row extends Listed>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => a.position - b.position);

/** Makes one row primary: the one with the id, else the current one, else the oldest. */
export const withOnePrimary = <Row extends Listed>(rows: readonly Row[], id?: string): Row[] => {
  const primary = rows.find((row) => row.id === id) ?? rows.find(({ isPrimary }) => isPrimary) ?? oldestFirst(rows)[0];
  return rows.map((row) => (row.isPrimary === (row === primary) ? row : { ...row, isPrimary: row === primary }));
};

/** The position after all others. */
const nextPosition = (rows: readonly Listed[]): number =>
  rows.reduce((highest, { position }) => Math.max(highest, position), -1) + 1;

/** Adds a row at the end. It becomes primary if it is the first or requests it. */
export const plusRow = <Row extends Listed>(rows: readonly Row[], row: Row): Row[] =>
  withOnePrimary(
    [...rows, { ...row, isPrimary: false, position: nextPosition(rows) }],
    row.isPrimary ? row.id : undefined,
  );
