import { coerceInputValue, getNullableType, isLeafType, isListType } from "graphql";
import type { CustomerInput } from "../../subgraphs/directory/commands/index.ts";
import { checkInput } from "./check-input.ts";
import type { Fault } from "./fault.ts";
import { findField } from "./fields.ts";
import type { Constant } from "./mapping.ts";
import { closed, put, type Tree } from "./tree.ts";

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
      const coerced = coerceInputValue(value, field.type, (_, __, error) => fault(place, error.message));
      const constant = { field, value: coerced };
      checkValue(constant, place, fault);
      return [constant];
    }
    fault(place, "is a group: give its fields one by one");
    return [];
  });
};
