import { z } from "zod";
import { isRecord } from "../../../platform/values/is-record.ts";
import type { Json, View, Vocabulary } from "./vocabulary.ts";

type Parts = Readonly<Record<string, Json>>;

const takes = (shape: z.ZodType, value: unknown): boolean => shape.safeParse(value).success;

/** A shape without what only says that there may be nothing. */
const filledShape = (shape: z.ZodType): z.ZodType =>
  shape instanceof z.ZodNullable || shape instanceof z.ZodOptional ? filledShape(shape.unwrap() as z.ZodType) : shape;

const isEmpty = (value: unknown): boolean => value === null || value === "";

/** What OData says of a value beside it, as in `@odata.etag` or `Owners@odata.context`. */
const isAnnotation = (name: string): boolean => name.includes("@odata.");

/** An object without the optional parts that are empty, or `null` where the shape has no `null`. */
const normalizeParts = (shape: z.ZodObject, value: Parts): Parts =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, given]) => {
      if (isAnnotation(name)) return [];
      const part = Object.hasOwn(shape.shape, name) ? (shape.shape[name] as z.ZodType) : undefined;
      if (!part) return [[name, given]];
      const normal = normalizeValue(part, given);
      const saysNothing = normal === "" || (normal === null && !takes(part, null));
      return saysNothing && takes(part, undefined) ? [] : [[name, normal]];
    }),
  );

/** A value in the form that its shape takes: an empty text as `null`, `"TRUE"` as `true`, an object of empty parts as none. */
const normalizeValue = (shape: z.ZodType, value: Json): Json => {
  const filled = filledShape(shape);
  if (filled instanceof z.ZodArray && Array.isArray(value))
    return value.map((item: Json) => normalizeValue(filled.element as z.ZodType, item));
  if (filled instanceof z.ZodObject && isRecord(value)) {
    const parts = normalizeParts(filled, value as Parts);
    const isEmptied = Object.keys(parts).length === 0 && Object.keys(value).length > 0;
    return isEmptied && takes(shape, null) ? null : parts;
  }
  if (typeof value !== "string" || takes(shape, value)) return value;
  if (value === "" && takes(shape, null)) return null;
  return /^(true|false)$/i.test(value) && takes(shape, true) ? value.toLowerCase() === "true" : value;
};

/**
 * A record with one way to say that there is nothing: `null` within an object is what `null` outside is, an empty text
 * is `null`, and `null` in a field that the system sets says nothing, as annotations of OData do. What no rule covers
 * stays, to be refused by its name.
 */
export const normalize = ({ fields }: Vocabulary, given: View): View =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (isAnnotation(name)) return [];
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!field || value === undefined) return [[name, value]];
      return field.write === undefined && isEmpty(value) ? [] : [[name, normalizeValue(field.shape, value)]];
    }),
  );
