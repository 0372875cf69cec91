/** ISO 8601, and the forms in which .NET, SQL Server and Salesforce write it: `2026-03-01 09:30 +0100`. */
const MOMENT =
  /^(?<day>\d{4}-\d\d-\d\d)[T ](?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d+))?)? ?(?:Z|(?<sign>[+-])(?<zoneHour>[01]\d|2[0-3]):?(?<zoneMinute>[0-5]\d))$/i;

const DAY = /^(?!0000)\d{4}-\d\d-\d\d$/;

/** The years that ISO 8601 writes with four digits, and PostgreSQL reads as written. */
const isWithinYears = (iso: string): boolean => /^(?!0000)\d{4}-/.test(iso);

/** Whether a text is a day of the calendar in the years 0001 to 9999: `2026-03-01`. */
export const isDay = (text: string): boolean => {
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/**
 * A moment of ISO 8601 as it is stored and returned, in UTC with milliseconds; `null` if invalid. Digits beyond
 * milliseconds are truncated. A second 60 and an hour 24 would come back as another moment, so they are invalid.
 */
export const toMoment = (text: string): string | null => {
  const { day = "", hour, minute, second = "00", fraction = "", ...zone } = MOMENT.exec(text)?.groups ?? {};
  if (!isDay(day)) return null;
  const clock = `${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const offset = zone.sign ? `${zone.sign}${zone.zoneHour}:${zone.zoneMinute}` : "Z";
  const iso = new Date(`${day}T${clock}${offset}`).toISOString();
  return isWithinYears(iso) ? iso : null;
};

/** A day, or a moment, as it is returned. `null` for what is neither. */
export const toDayOrMoment = (text: string): string | null => (isDay(text) ? text : toMoment(text));

/** Whether a text is a moment in exactly the stored form. */
export const isMoment = (text: string): boolean => toMoment(text) === text;

/** The current moment, as it is stored and returned. */
export const now = (): string => new Date().toISOString();
