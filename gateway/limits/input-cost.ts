import type { GraphQLInputType, GraphQLNamedInputType, ValueNode } from "graphql";
import { getNamedType, getNullableType, isInputObjectType, isListType, Kind } from "graphql";
import type { Variables } from "../compile/variables.ts";
import { type Expression, sum } from "./expression.ts";
import type { GivenValues } from "./given-values.ts";
import type { Weights } from "./weights.ts";

interface CostlyField {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly weight: number | undefined;
}

/** Input types that contain themselves can be nested endlessly. */
const DEEPEST = 100;

/**
 * The cost of the arguments of fields: 1 for every input object, and for weighted inputs their weight for every item.
 */
export const createInputCosts = ({ costs }: Weights) => {
  const known = new Map<string, readonly CostlyField[]>();
  const weightOf = (type: GraphQLNamedInputType) => costs.get(type.name) ?? (isInputObjectType(type) ? 1 : 0);

  /** The fields of a type that can cost anything. */
  const costlyFields = (type: GraphQLNamedInputType): readonly CostlyField[] => {
    if (!isInputObjectType(type)) return [];
    const found =
      known.get(type.name) ??
      Object.values(type.getFields())
        .map((field) => ({ name: field.name, type: field.type, weight: costs.get(`${type.name}.${field.name}`) }))
        .filter((field) => {
          const named = getNamedType(field.type);
          return field.weight !== undefined || isInputObjectType(named) || weightOf(named) !== 0;
        });
    known.set(type.name, found);
    return found;
  };

  const ofGiven = (value: unknown, type: GraphQLInputType, weight: number | undefined, level = 0): number => {
    if (value == null || level > DEEPEST) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.isArray(value) ? value : [value];
      return items.reduce<number>((total, item) => total + ofGiven(item, nullable.ofType, weight, level + 1), 0);
    }
    const named = getNamedType(type);
    let total = weight ?? weightOf(named);
    for (const field of costlyFields(named)) {
      if (typeof value === "object" && Object.hasOwn(value, field.name))
        total += ofGiven((value as Variables)[field.name], field.type, field.weight, level + 1);
    }
    return total;
  };

  /** The cost of one argument as given in the document. */
  const ofArgument = (
    value: ValueNode,
    type: GraphQLInputType,
    weight: number | undefined,
    values: GivenValues,
  ): Expression => {
    const nullable = getNullableType(type);
    if (value.kind === Kind.NULL) return 0;
    if (value.kind === Kind.VARIABLE) {
      const named = getNamedType(type);
      if (weight === undefined && weightOf(named) === 0 && !isInputObjectType(named)) return 0;
      return (variables) => ofGiven(values.variable(value.name.value, variables), type, weight);
    }
    if (isListType(nullable)) {
      const items = value.kind === Kind.LIST ? value.values : [value];
      return sum(items.map((item) => ofArgument(item, nullable.ofType, weight, values)));
    }
    const named = getNamedType(type);
    if (value.kind !== Kind.OBJECT) return weight ?? weightOf(named);
    const fields = costlyFields(named).map((field) => {
      const given = value.fields.find(({ name }) => name.value === field.name)?.value;
      return given ? ofArgument(given, field.type, field.weight, values) : 0;
    });
    return sum([weight ?? weightOf(named), ...fields]);
  };

  return { ofArgument };
};
