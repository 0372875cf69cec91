import { type DestinationStream, destination, type Logger, pino } from "pino";
import { describeError } from "./log/describe-error.ts";
import { plainLines } from "./log/plain-lines.ts";

export type Log = Logger;

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

interface Options {
  readonly level: LogLevel;
  /** The process that logs, such as `gateway` or `finance`. */
  readonly name: string;
}

/** Writes to standard error, whole lines and synchronously: JSON, or plain text on a terminal. */
export const createLog = ({ level, name }: Options, to?: DestinationStream): Log =>
  pino(
    {
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    to ?? (process.stderr.isTTY ? plainLines(process.stderr) : destination({ fd: 2, sync: true })),
  );
