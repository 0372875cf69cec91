import { coerceInputValue, getNullableType, isLeafType, isListType } from "graphql";
import { isRecord } from "../../platform/values/is-record.ts";
import { checkMatch } from "./check-match.ts";
import { checkCondition } from "./conditions.ts";
import { type Fault, refuseUnknown } from "./fault.ts";
import { type Field, findField } from "./fields.ts";
import { checkFormat, FORMAT_KEYS } from "./format.ts";
import type { Column, Part } from "./mapping.ts";

type Json = Readonly<Record<string, unknown>>;

const KEYS = ["to", "values", "when", "match", ...FORMAT_KEYS];

const isFilledByCell = (field: Field, place: string, fault: Fault): boolean => {
  const type = getNullableType(field.type);
  if (isLeafType(type)) return true;
  fault(
    place,
    `${field.path} ${isListType(type) ? `is a list: say which item, as in ${field.path}[0]` : "is a group: name a field in it"}`,
  );
  return false;
};

/** What a text of a column stands for, fit for every field of it. */
const checkValues = (
  values: unknown,
  fields: readonly Field[],
  place: string,
  fault: Fault,
): ReadonlyMap<string, unknown> | null => {
  if (values === undefined) return null;
  if (!isRecord(values)) {
    fault(place, 'give an object such as { "yes": "ACTIVE", "no": "INACTIVE" }');
    return null;
  }
  for (const [text, value] of Object.entries(values)) {
    for (const { type } of fields) {
      coerceInputValue(value, type, (_, __, error) => fault(`${place}.${text}`, error.message));
    }
  }
  const type = fields[0]?.type;
  return new Map(
    Object.entries(values).map(([text, value]) => [
      text,
      type ? coerceInputValue(value, type, () => undefined) : value,
    ]),
  );
};

const parentMatch = (match: unknown, fields: readonly Field[], place: string, fault: Fault): Column["parentBy"] => {
  if (match === undefined) return null;
  if (fields.some(({ path }) => path !== "parentId")) fault(place, "only parentId is found by a number or an id");
  return checkMatch(match, place, fault);
};

type Origin = Pick<Column, "name" | "parts" | "separator" | "required">;

const toColumn = (origin: Origin, spec: Json, place: string, fault: Fault): Column => {
  const fields = [spec.to]
    .flat()
    .flatMap((path) => findField(path, place, fault))
    .filter((field) => isFilledByCell(field, place, fault));
  return {
    ...origin,
    fields,
    values: checkValues(spec.values, fields, `${place}.values`, fault),
    format: checkFormat(spec, place, fault),
    when: spec.when === undefined ? null : checkCondition(spec.when, `${place}.when`, fault),
    parentBy: parentMatch(spec.match, fields, `${place}.match`, fault),
  };
};

/**
 * The uses of a column: the path of a field, or an object that also says how to read the texts, or a list of both. Paths
 * in a list are one use.
 */
export const checkColumn = (name: string, spec: unknown, required: boolean, fault: Fault): Column[] => {
  const place = `columns.${name}`;
  const origin = { name, parts: [{ column: name }], separator: "", required };
  const given = [spec].flat();
  const objects = given.filter(isRecord);
  const paths = given.filter((use) => !isRecord(use));
  for (const object of objects) refuseUnknown(object, KEYS, place, fault);
  const uses: Json[] = [...(paths.length > 0 || objects.length === 0 ? [{ to: paths }] : []), ...objects];
  return uses.map((use, index) => toColumn({ ...origin, required: required && index === 0 }, use, place, fault));
};

const checkParts = (parts: unknown, place: string, fault: Fault): Part[] => {
  const given = Array.isArray(parts) ? parts : [];
  const right = given.flatMap((part): Part[] => {
    if (typeof part === "string") return [{ column: part }];
    return isRecord(part) && typeof part.text === "string" && Object.keys(part).length === 1
      ? [{ text: part.text }]
      : [];
  });
  if (right.length < Math.max(given.length, 2) || !right.some((part) => "column" in part)) {
    fault(place, 'give a list of at least two columns, and texts such as { "text": "c/o" } between them');
  }
  return right;
};

/** Several columns as one. */
export const checkJoined = (spec: unknown, index: number, fault: Fault): Column[] => {
  const place = `joined[${index}]`;
  if (!isRecord(spec)) {
    fault(place, 'give an object such as { "columns": ["First name", "Last name"], "to": "displayName" }');
    return [];
  }
  refuseUnknown(spec, ["columns", "with", ...KEYS], place, fault);
  const parts = checkParts(spec.columns, `${place}.columns`, fault);
  const separator = spec.with ?? " ";
  if (typeof separator !== "string") fault(`${place}.with`, "give the text to stand between the columns");
  const name = parts.flatMap((part) => ("column" in part ? [part.column] : [])).join(" + ");
  return [toColumn({ name, parts, separator: String(separator), required: false }, spec, place, fault)];
};
