import { z } from "zod";
import type { UserError } from "../../common/user-errors.ts";
import type { CustomerRecord } from "./record.ts";
import type { View, Vocabulary } from "./vocabulary.ts";

const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? "nothing";
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
};

const valueAt = (record: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], record);

const toErrors = (record: unknown, issue: z.core.$ZodIssue): UserError[] => {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "INVALID",
      path: [...path, key],
      message: `${[...path, key].join(".")} is no field of this vocabulary.`,
    }));
  }
  const value = valueAt(record, issue.path);
  if (value === undefined) {
    return [{ code: "REQUIRED", path, message: `${path.join(".")} is missing.` }];
  }
  return [{ code: "INVALID", path, message: `${path.join(".")}: ${shown(value)} is not accepted. ${issue.message}` }];
};

/** A record of a new customer must have all required fields; one of an existing customer, none. */
const schemaOf = ({ fields }: Vocabulary, isNew: boolean): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, { shape, required }]) => [name, isNew && required ? shape : shape.optional()]),
    ),
  );

const schemas = new WeakMap<Vocabulary, Record<"new" | "known", z.ZodType>>();

const schemasOf = (vocabulary: Vocabulary): Record<"new" | "known", z.ZodType> => {
  const made = schemas.get(vocabulary) ?? { new: schemaOf(vocabulary, true), known: schemaOf(vocabulary, false) };
  schemas.set(vocabulary, made);
  return made;
};

/** What would be right where a shape does not say it itself. */
const RIGHT: Readonly<Record<string, string>> = {
  string: "Give a text.",
  object: "Give an object.",
  record: "Give an object.",
  array: "Give a list.",
};

const toldRight: z.core.$ZodErrorMap = (issue) => (issue.code === "invalid_type" ? RIGHT[issue.expected] : undefined);

/** Everything wrong with a record by the rules of its vocabulary. */
export const checkRecord = (vocabulary: Vocabulary, given: View, stored: CustomerRecord | null): UserError[] => {
  const { success, error } = schemasOf(vocabulary)[stored ? "known" : "new"].safeParse(given, {
    error: toldRight,
  });
  if (!success) return error.issues.flatMap((issue) => toErrors(given, issue));
  return [...(vocabulary.check?.(given, stored) ?? [])];
};
