import pg from "pg";

const { builtins, getTypeParser } = pg.types;

/** `2026-03-01 09:30:00.123456+00` as `2026-03-01T09:30:00.123Z`: connections speak UTC, so no date needs to be computed. */
const isoOf = (text: string): string => {
  const [date, time = ""] = text.split(" ");
  const [clock = "", fraction = ""] = time.replace(/\+00$/, "").split(".");
  return `${date}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
};

/** How values arrive from reads: moments as ISO text, numerics as exact text, everything else as `pg` gives it. */
export const rowTypes = {
  getTypeParser: ((oid: number, format?: "text") =>
    oid === builtins.TIMESTAMPTZ && format !== ("binary" as never)
      ? isoOf
      : getTypeParser(oid, format)) as typeof getTypeParser,
};
