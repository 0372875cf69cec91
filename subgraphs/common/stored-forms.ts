import { isDay, toMoment } from "../../platform/values/moments.ts";

type Given = string | null | undefined;

/** A country or currency code as it is stored. */
export const toCode = <Code extends Given>(code: Code): Code | string => code?.toUpperCase() ?? code;

/** A day or a moment as the moment that is stored, in UTC: a day begins at midnight. The input has been checked. */
export const toStoredMoment = <Moment extends Given>(moment: Moment): Moment | string =>
  moment == null ? moment : (toMoment(isDay(moment) ? `${moment}T00:00:00Z` : moment) ?? moment);
