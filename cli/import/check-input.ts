import { type GraphQLInputType, getNullableType, isInputObjectType, isListType, isNonNullType } from "graphql";
import type { UserError } from "../../subgraphs/common/user-errors.ts";
import { type CustomerInput, checkValues } from "../../subgraphs/directory/commands/index.ts";
import { CUSTOMER } from "./fields.ts";

const missingAt = (type: GraphQLInputType, value: unknown, path: string): string[] => {
  if (value == null) return isNonNullType(type) ? [path] : [];
  const open = getNullableType(type);
  if (isListType(open))
    return (value as unknown[]).flatMap((item, at) => missingAt(open.ofType, item, `${path}[${at}]`));
  if (!isInputObjectType(open)) return [];
  return Object.values(open.getFields()).flatMap((field) =>
    missingAt(field.type, (value as Record<string, unknown>)[field.name], path ? `${path}.${field.name}` : field.name),
  );
};

/** The required parts that an input lacks. */
export const missingIn = (input: CustomerInput): string[] => missingAt(CUSTOMER, input, "");

/** Everything wrong with the values of an input, by the rules of the graph, unless it lacks a required part. */
export const checkInput = (input: CustomerInput): UserError[] =>
  missingIn(input).length > 0 ? [] : checkValues(input);
