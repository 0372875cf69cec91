import type { FormattedExecutionResult } from "graphql";
import { Refusal } from "../../graphql/errors.ts";
import { stringifyExact } from "../../values/exact-json.ts";

/**
 * Whether a value has at most about this many characters as JSON: determined before serializing, which could exceed the
 * longest possible string.
 */
const isWithin = (most: number, value: unknown): boolean => {
  let left = most;

  const take = (part: unknown): void => {
    if (left < 0) return;
    if (typeof part === "string") left -= part.length + 3;
    else if (typeof part !== "object" || part === null) left -= 5;
    else if (Array.isArray(part)) for (const item of part) take(item);
    else takeFields(part);
  };
  const takeFields = (part: object): void => {
    for (const key in part) {
      left -= key.length + 4;
      take(part[key as never]);
    }
  };

  take(value);
  return left >= 0;
};

const refusal = (most: number): Refusal =>
  new Refusal(
    "OPERATION_REFUSED",
    `The answer would have more than ${most} characters. Ask for fewer items with "first", or for long texts in separate requests.`,
    { extensions: { limit: most } },
  );

/** Serializes responses as JSON, and replaces one that is too long by an error that says so. */
export const createAnswerText =
  (most: number, onRefused: () => void) =>
  (answer: FormattedExecutionResult): string => {
    if (isWithin(most, answer)) return `${stringifyExact(answer)}\n`;
    onRefused();
    return `${JSON.stringify({ errors: [refusal(most)] })}\n`;
  };
