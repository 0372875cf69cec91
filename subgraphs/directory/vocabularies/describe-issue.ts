import type { z } from "zod";
import type { ExpectedValue, UserErrorParams } from "../../common/user-errors.ts";

type Issue = z.core.$ZodIssue | z.core.$ZodRawIssue;

interface Kind {
  readonly expected: ExpectedValue;
  readonly right: string;
}

const OBJECT: Kind = { expected: "OBJECT", right: "Give an object." };

/** The types of values that shapes are made of. */
const TYPES: Readonly<Record<string, Kind>> = {
  string: { expected: "TEXT", right: "Give a text." },
  number: { expected: "NUMBER", right: "Give a number." },
  int: { expected: "WHOLE_NUMBER", right: "Give a whole number." },
  boolean: { expected: "BOOLEAN", right: "Give true or false." },
  array: { expected: "LIST", right: "Give a list." },
  object: OBJECT,
  record: OBJECT,
};

const FORMATS: Readonly<Record<string, ExpectedValue>> = { guid: "ID" };

/** What would be right where a shape does not say it itself: always in our words, never in those of the library. */
export const rightOf = (issue: z.core.$ZodRawIssue): string =>
  (issue.code === "invalid_type" ? TYPES[issue.expected]?.right : undefined) ?? "Give another value.";

/** What an issue says of the value that would be right. */
export const paramsOf = (issue: Issue): UserErrorParams => {
  switch (issue.code) {
    case "invalid_type":
      return { expected: TYPES[issue.expected]?.expected };
    case "invalid_format":
      return { expected: FORMATS[issue.format] };
    case "invalid_value":
      return { expected: "ONE_OF", allowed: issue.values.map(String) };
    case "too_small":
      return { expected: "NUMBER", min: String(issue.minimum) };
    case "too_big":
      return { expected: "NUMBER", max: String(issue.maximum) };
    case "invalid_union":
      return issue.errors?.[0]?.[0] ? paramsOf(issue.errors[0][0]) : {};
    case "custom":
      return (issue.params ?? {}) as UserErrorParams;
    default:
      return {};
  }
};
