import { coerceInputValue, type GraphQLInputType, getNullableType, isLeafType, isListType } from "graphql";
import { isRecord } from "../../platform/values/is-record.ts";
import type { CustomerInput } from "../../subgraphs/directory/commands/index.ts";
import { checkInput } from "./check-input.ts";
import { type Field, fieldAt } from "./fields.ts";
import type { Column, Constant } from "./mapping.ts";
import { closed, put, type Tree } from "./tree.ts";

/** Collects the faults of a mapping, each with its path. */
export type Fault = (place: string, message: string) => void;

/** An unknown key is more likely misspelt than intended. */
export const refuseUnknown = (value: object, known: readonly string[], place: string, fault: Fault): void => {
  for (const key of Object.keys(value)) {
    if (!known.includes(key))
      fault(place ? `${place}.${key}` : key, `is not known here; there are ${known.join(", ")}`);
  }
};

const coerced = (value: unknown, type: GraphQLInputType, place: string, fault: Fault): unknown =>
  coerceInputValue(value, type, (_, __, error) => fault(place, error.message));

const findField = (path: unknown, place: string, fault: Fault): Field[] => {
  const field = typeof path === "string" ? fieldAt(path) : "give the name of a field as a text";
  if (typeof field !== "string") return [field];
  fault(place, field);
  return [];
};

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
    for (const { type } of fields) coerced(value, type, `${place}.${text}`, fault);
  }
  const type = fields[0]?.type;
  return new Map(
    Object.entries(values).map(([text, value]) => [
      text,
      type ? coerceInputValue(value, type, () => undefined) : value,
    ]),
  );
};

/** A column: the path of a field, several paths, or an object that also says what the texts stand for. */
export const checkColumn = (name: string, spec: unknown, required: boolean, fault: Fault): Column => {
  const place = `columns.${name}`;
  const { to, values } = isRecord(spec) ? spec : { to: spec, values: undefined };
  if (isRecord(spec)) refuseUnknown(spec, ["to", "values"], place, fault);
  const fields = (Array.isArray(to) ? to : [to])
    .flatMap((path) => findField(path, place, fault))
    .filter((field) => isFilledByCell(field, place, fault));
  return { name, fields, values: checkValues(values, fields, `${place}.values`, fault), required };
};

/** Checks a constant by the rules of the graph, as far as it can be judged alone. */
const checkValue = ({ field, value }: Constant, place: string, fault: Fault): void => {
  const root: Tree = {};
  put(root, field.keys, value);
  for (const { message } of checkInput(closed(root) as CustomerInput)) fault(place, message);
};

/** A constant: a value, or a list of values, that every row of the file has. */
export const checkConstant = (path: string, value: unknown, fault: Fault): Constant[] => {
  const place = `constants.${path}`;
  return findField(path, place, fault).flatMap((field) => {
    const type = getNullableType(field.type);
    if (isLeafType(isListType(type) ? getNullableType(type.ofType) : type)) {
      const constant = { field, value: coerced(value, field.type, place, fault) };
      checkValue(constant, place, fault);
      return [constant];
    }
    fault(place, "is a group: give its fields one by one");
    return [];
  });
};
