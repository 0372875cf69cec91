import { isDay, toMoment } from "./moments.ts";

/** Whether the moment in a column stands for a day, as that day's midnight in UTC. */
type IsDay<Field extends string> = { [Name in Field as `${Name}IsDay`]: boolean };

/** The two columns of each given date, a day or a moment; none for what is not given. */
export const dateColumns = <Given extends object>(given: Given): Partial<Given & IsDay<Extract<keyof Given, string>>> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([field, value]: [string, string | null | undefined]) => {
      if (value === undefined) return [];
      const day = value !== null && isDay(value);
      return [
        [field, value === null ? null : (toMoment(day ? `${value}T00:00:00Z` : value) ?? value)],
        [`${field}IsDay`, day],
      ];
    }),
  ) as Partial<Given & IsDay<Extract<keyof Given, string>>>;

/** A date as it was given, from its two columns. */
export const dateOf = <Field extends string, Row extends { [Name in Field]: string | null } & IsDay<Field>>(
  row: Row,
  field: Field,
): Row[Field] | string => {
  const moment = row[field];
  const { [`${field}IsDay`]: day }: Readonly<Record<string, unknown>> = row;
  return day ? String(moment).slice(0, 10) : moment;
};
