/** A use of a column, as a mapping writes it. */
export type Use = string | Readonly<Record<string, unknown>>;

/** Takes what a person should look at. */
export type Remark = (text: string) => void;

/** A column whose heading is known. */
export interface Found {
  readonly name: string;
  readonly field: string;
  /** Its texts in the rows of the sample, the empty ones too. */
  readonly texts: readonly string[];
}

/** The column of each field. */
export type Best = ReadonlyMap<string, Found>;

export const filledOf = ({ texts }: Found): string[] => texts.filter((text) => text !== "");

/** Whether a column has a text of its own in each row. */
export const isKey = (column: Found): boolean =>
  filledOf(column).length === column.texts.length && new Set(column.texts).size === column.texts.length;

/** The fields that name a customer. */
export const NAMES = ["displayName", "party.person.firstName", "party.person.lastName"];
