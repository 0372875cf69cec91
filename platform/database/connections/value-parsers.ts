import pg from "pg";

const { builtins, getTypeParser } = pg.types;

/**
 * `2026-03-01 09:30:00.123456+00` as `2026-03-01T09:30:00.123Z`: connections use UTC, so no date arithmetic is needed.
 */
const isoOf = (text: string): string => {
  const [date, time = ""] = text.split(" ");
  const [clock = "", fraction = ""] = time.replace(/\+00$/, "").split(".");
  return `${date}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
};

const asText = (text: string): string => text;

/** How values are parsed: moments and days as ISO text, numerics as exact text, everything else as by `pg`. */
export const rowTypes = {
  getTypeParser: ((oid: number, format?: "text") => {
    if (format === ("binary" as never)) return getTypeParser(oid, format);
    if (oid === builtins.TIMESTAMPTZ) return isoOf;
    return oid === builtins.DATE ? asText : getTypeParser(oid, format);
  }) as typeof getTypeParser,
};
