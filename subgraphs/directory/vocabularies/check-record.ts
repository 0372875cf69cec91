import { z } from "zod";
import { invalid, required } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import { paramsOf, rightOf } from "./describe-issue.ts";
import type { CustomerRecord } from "./record.ts";
import type { View, Vocabulary } from "./vocabulary.ts";

const valueAt = (record: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], record);

const toErrors = (record: unknown, issue: z.core.$ZodIssue): UserError[] => {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const message = "This vocabulary has no such field. Leave it out.";
    return issue.keys.map((key) => ({ code: "INVALID", path: [...path, key], message }));
  }
  const value = valueAt(record, issue.path);
  if (value === undefined) return [required(path, "A new customer needs it.")];
  return [invalid(path, value, issue.message, paramsOf(issue))];
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

/** Everything wrong with a record by the rules of its vocabulary. Of what is stored, only its changes must follow them. */
export const checkRecord = (
  vocabulary: Vocabulary,
  given: View,
  stored: CustomerRecord | null,
  changes: View = given,
): UserError[] => {
  const { success, error } = schemasOf(vocabulary)[stored ? "known" : "new"].safeParse(changes, {
    error: rightOf,
  });
  if (!success) return error.issues.flatMap((issue) => toErrors(changes, issue));
  return [...(vocabulary.check?.(given, stored) ?? [])];
};
