import { types } from "node:util";
import { isRecord } from "../../values/is-record.ts";
import { describeRecord, shortened } from "./describe-record.ts";
import type { ErrorDescription } from "./error-description.ts";

const QUOTED = /"[^"]*"|'[^']*'/g;
const SQLSTATE = /^[0-9A-Z]{5}$/;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** PostgreSQL quotes the rejected value (class 22, "data exception") in its message, and it may be a customer's. */
const messageOf = (message: string, code: string | undefined): string =>
  code?.startsWith("22") ? message.replace(QUOTED, '"…"') : message;

const framesOf = (stack: string | undefined): string | undefined =>
  text(
    (stack ?? "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .map((line) => line.trim())
      .join("\n"),
  );

const objectOf = (error: Record<string, unknown>): string | undefined =>
  text([error.schema, error.table, error.column, error.constraint].filter(text).join(" "));

/**
 * An error without customer data: its kind, message, stack and cause, but neither statement parameters nor PostgreSQL's
 * `detail`, which quotes rows.
 */
export const describeError = (error: unknown, depth = 0): ErrorDescription => {
  if (!types.isNativeError(error)) {
    if (isRecord(error)) return describeRecord(error);
    const isList = typeof error === "object" && error !== null;
    return isList ? describeRecord({ message: error }) : { type: typeof error, message: shortened(String(error)) };
  }

  const fields = error as Error & Record<string, unknown>;
  const code = text(fields.code) ?? text((fields.extensions as Record<string, unknown> | undefined)?.code);
  const cause = fields.originalError ?? fields.driverError ?? error.cause;
  return {
    type: error.constructor.name,
    message: messageOf(error.message, code),
    code,
    at: framesOf(error.stack),
    database: code && SQLSTATE.test(code) ? objectOf(fields) : undefined,
    path: Array.isArray(fields.path) ? fields.path.join(".") : undefined,
    cause: cause && cause !== error && depth < 5 ? describeError(cause, depth + 1) : undefined,
  };
};
