import type { DestinationStream } from "pino";

const formatted = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Turns each JSON line of the log into `12:30:01 warn gateway: message key=value`, for a person at a terminal. */
export const plainLines = (to: { write(line: string): unknown }): DestinationStream => ({
  write: (line) => {
    const { time, level, name, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const pairs = Object.entries(rest).map(([key, value]) => ` ${key}=${formatted(value)}`);
    to.write(`${String(time).slice(11, 19)} ${String(level)} ${String(name)}: ${String(msg ?? "")}${pairs.join("")}\n`);
  },
});
