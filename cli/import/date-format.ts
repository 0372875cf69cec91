import type { Parsed } from "./cell.ts";

const PARTS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
};

const PART = /YYYY|MM?|DD?|HH|mm|ss/g;

const namesIn = (format: string): string[] => (format.match(PART) ?? []).map((part) => part[0] ?? "");

/** Whether a text is a format such as `DD.MM.YYYY` or `M/D/YYYY HH:mm`: a year, a month and a day, each once, with signs between. */
export const isDateFormat = (format: string): boolean => {
  const names = namesIn(format);
  return (
    ["Y", "M", "D"].every((name) => names.includes(name)) &&
    new Set(names).size === names.length &&
    (names.length === 3 || (names.includes("H") && names.includes("m"))) &&
    /^[-\s./:,T]*$/.test(format.replaceAll(PART, ""))
  );
};

const exists = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A day in this format as `2026-03-31`; with a time, which is taken as UTC, a moment. */
export const parseDate = (format: string, text: string): Parsed => {
  const pattern = format.replaceAll(/[.]/g, "\\.").replaceAll(PART, (part) => PARTS[part] ?? "");
  const found = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (!found) return { fault: `is no date in the format ${format}` };
  const { year = "", month = "", day = "", hour, minute = "00", second = "00" } = found;
  if (!exists(Number(year), Number(month), Number(day))) return { fault: "is no day of the calendar" };
  const date = [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  return { value: hour === undefined ? date : `${date}T${hour}:${minute}:${second}Z` };
};
