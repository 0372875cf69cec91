import type { OperationDefinitionNode, ValueNode } from "graphql";
import { Kind, valueFromASTUntyped } from "graphql";
import type { Variables } from "../compile/variables.ts";

/** Reads input before it is coerced: a value of the wrong type is refused later. */
export interface GivenValues {
  variable(name: string, variables: Variables): unknown;
  /** The value of a node in a document, with the variables in it. */
  of(value: ValueNode, variables: Variables): unknown;
}

/** Whether a value is the same in every request. */
export const isKnown = (value: ValueNode): boolean => {
  if (value.kind === Kind.VARIABLE) return false;
  if (value.kind === Kind.LIST) return value.values.every(isKnown);
  return value.kind !== Kind.OBJECT || value.fields.every((field) => isKnown(field.value));
};

export const createGivenValues = ({ variableDefinitions = [] }: OperationDefinitionNode): GivenValues => {
  const defaults = new Map(
    variableDefinitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );

  const variable = (name: string, variables: Variables): unknown => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return given === undefined ? defaults.get(name) : given;
  };
  const of = (value: ValueNode, variables: Variables): unknown => {
    if (value.kind === Kind.VARIABLE) return variable(value.name.value, variables);
    if (value.kind === Kind.LIST) return value.values.map((each) => of(each, variables));
    if (value.kind !== Kind.OBJECT) return valueFromASTUntyped(value);
    return Object.fromEntries(value.fields.map((field) => [field.name.value, of(field.value, variables)]));
  };
  return { variable, of };
};
