import type { Parsed } from "./cell.ts";

/** How a file writes numbers, by what stands between thousands and before decimals. */
interface NumberFormat {
  readonly thousands: string;
  readonly decimal: string;
}

/** The ways to write 1234.56, each being its own name in a mapping. */
const FORMATS: Readonly<Record<string, NumberFormat>> = {
  "1234.56": { thousands: "", decimal: "." },
  "1,234.56": { thousands: ",", decimal: "." },
  "1'234.56": { thousands: "'", decimal: "." },
  "1234,56": { thousands: "", decimal: "," },
  "1.234,56": { thousands: ".", decimal: "," },
  "1 234,56": { thousands: " ", decimal: "," },
};

export const NUMBER_FORMATS: readonly string[] = Object.keys(FORMATS);

/** A number with its decimal point moved by the exponent, without loss: `3.0` and 7 are `30000000`. */
const scaled = (whole: string, decimals: string, exponent: number): string => {
  const digits = whole + decimals;
  const point = whole.length + exponent;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, "");
  return (padded.slice(0, at).replace(/^0+(?=\d)/, "") || "0") + (rest && `.${rest}`);
};

const GREATEST_EXPONENT = 30;

/** A number in this format, as the graph writes it: `1.234,56` is `1234.56`. Without thousands, `1.2E+07` is taken too. */
export const parseNumber = (format: string, text: string): Parsed => {
  const { thousands = "", decimal = "." } = FORMATS[format] ?? {};
  const fault = { fault: `is no number such as ${format}` };
  // Spreadsheets write the blank between thousands as one that does not break, and the apostrophe in two ways.
  const plain = text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2019/g, "'");
  const group = thousands && `(?:\\d{1,3}(?:[${thousands}]\\d{3})+)|`;
  const pattern = new RegExp(`^([+-]?)(${group}\\d+)(?:[${decimal}](\\d+))?(?:[eE]([+-]?\\d{1,2}))?$`);
  const [, sign = "", grouped, decimals = "", exponent] = pattern.exec(plain) ?? [];
  if (grouped === undefined) return fault;
  const whole = thousands ? grouped.replaceAll(thousands, "") : grouped;
  const minus = sign === "-" ? "-" : "";
  if (exponent === undefined) return { value: `${minus}${whole}${decimals && `.${decimals}`}` };
  if (thousands || Math.abs(Number(exponent)) > GREATEST_EXPONENT) return fault;
  return { value: minus + scaled(whole, decimals, Number(exponent)) };
};
