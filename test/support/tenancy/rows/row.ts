/** A row's values by column, without the tenant. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

export const MOMENT = "2026-01-02T03:04:05.678Z";

export const CUSTOMERS = ["root", "main", "child", "lone", "archived", "deleted"] as const;

export type CustomerName = (typeof CUSTOMERS)[number];
