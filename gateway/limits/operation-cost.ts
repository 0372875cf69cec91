import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { getNamedType, getNullableType, isCompositeType, isListType, Kind } from "graphql";
import { type Expression, product, sum } from "./expression.ts";
import { createGivenValues } from "./given-values.ts";
import { createInputCosts } from "./input-cost.ts";
import { listLength } from "./list-length.ts";
import type { Weights } from "./weights.ts";

/** Writing costs more than reading. */
const MUTATION = 10;

/** A selection set's cost: once by itself, and once per item of the list whose length the parent field gives. */
interface Portions {
  readonly once: Expression;
  readonly perItem: Expression;
}

type SizedFields = ReadonlySet<string> | undefined;

const total = (portions: readonly Portions[]): Portions => ({
  once: sum(portions.map(({ once }) => once)),
  perItem: sum(portions.map(({ perItem }) => perItem)),
});

const fragmentsOf = ({ definitions }: DocumentNode) =>
  new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));

/** Computes the cost of operations: every object 1, unless it has a weight, times the lengths of all lists it is in. */
export const createCostCompiler = (schema: GraphQLSchema, weights: Weights) => {
  const { costs, sizes } = weights;
  const inputs = createInputCosts(weights);
  const weightOf = (type: GraphQLNamedType): number => costs.get(type.name) ?? (isCompositeType(type) ? 1 : 0);

  /**
   * The cost of the operation as far as it does not depend on variables. Fragments are computed once per kind of place.
   */
  return (document: DocumentNode, operation: OperationDefinitionNode): Expression => {
    const values = createGivenValues(operation);
    const fragments = fragmentsOf(document);
    const weighed = new Map<FragmentDefinitionNode, Map<SizedFields, Portions>>();

    /** 0 for what is skipped, else 1. */
    const isAsked = ({ directives = [] }: SelectionNode): Expression =>
      directives
        .filter(({ name }) => name.value === "skip" || name.value === "include")
        .map(({ name, arguments: given }): Expression => {
          const condition = given?.[0]?.value;
          const wanted = name.value === "include";
          if (condition?.kind === Kind.BOOLEAN) return condition.value === wanted ? 1 : 0;
          return condition ? (variables) => ((values.of(condition, variables) === true) === wanted ? 1 : 0) : 1;
        })
        .reduce(product, 1);

    const ofKnownField = (
      node: FieldNode,
      parent: string,
      field: GraphQLField<unknown, unknown>,
      isSized: boolean,
    ): Portions => {
      const coordinate = `${parent}.${field.name}`;
      const size = sizes.get(coordinate);
      const type = getNamedType(field.type);
      const below = ofSet(node.selectionSet, type, size?.sizedFields);
      const length = () => listLength(size, node, field, values);
      const perItem = below.perItem === 0 ? 0 : product(length(), below.perItem);
      const each = sum([costs.get(coordinate) ?? weightOf(type), below.once, perItem]);
      const given = (node.arguments ?? []).map(({ name, value }) => {
        const argument = field.args.find((candidate) => candidate.name === name.value);
        const weight = costs.get(`${coordinate}(${name.value}:)`);
        return argument ? inputs.ofArgument(value, argument.type, weight, values) : 0;
      });
      if (isSized) return { once: sum(given), perItem: each };
      const isList = isListType(getNullableType(field.type)) && !size?.sizedFields;
      return { once: sum([isList ? product(length(), each) : each, ...given]), perItem: 0 };
    };

    const ofField = (node: FieldNode, parent: GraphQLNamedType, sized: SizedFields): Portions => {
      const name = node.name.value;
      if (name.startsWith("__")) return { once: name === "__typename" ? 0 : 1, perItem: 0 };
      const field = "getFields" in parent ? parent.getFields()[name] : undefined;
      if (!field || !("args" in field)) return { once: 0, perItem: 0 };
      return ofKnownField(node, parent.name, field, sized?.has(name) ?? false);
    };

    const ofFragment = (fragment: FragmentDefinitionNode, sized: SizedFields): Portions => {
      const byPlace = weighed.get(fragment) ?? new Map<SizedFields, Portions>();
      weighed.set(fragment, byPlace);
      const type = schema.getType(fragment.typeCondition.name.value);
      const portions = byPlace.get(sized) ?? ofSet(fragment.selectionSet, type, sized);
      byPlace.set(sized, portions);
      return portions;
    };

    const ofSelection = (selection: SelectionNode, type: GraphQLNamedType, sized: SizedFields): Portions => {
      if (selection.kind === Kind.FIELD) return ofField(selection, type, sized);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        return ofSet(selection.selectionSet, condition ? schema.getType(condition) : type, sized);
      }
      const fragment = fragments.get(selection.name.value);
      return fragment ? ofFragment(fragment, sized) : { once: 0, perItem: 0 };
    };

    const ofSet = (
      set: SelectionSetNode | undefined,
      type: GraphQLNamedType | undefined,
      sized: SizedFields,
    ): Portions => {
      if (!set || !type) return { once: 0, perItem: 0 };
      const portions = set.selections.map((selection) => {
        const asked = isAsked(selection);
        const { once, perItem } = ofSelection(selection, type, sized);
        return { once: product(asked, once), perItem: product(asked, perItem) };
      });
      return total(portions);
    };

    const root = schema.getRootType(operation.operation) ?? undefined;
    const { once } = ofSet(operation.selectionSet, root, undefined);
    return operation.operation === "mutation" ? sum([MUTATION, once]) : once;
  };
};
