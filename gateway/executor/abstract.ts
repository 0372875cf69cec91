import type { FragmentDefinitionNode, GraphQLAbstractType, GraphQLSchema, SelectionSetNode } from "graphql";
import { isInterfaceType, Kind } from "graphql";

/**
 * Whether an answer to these selections depends on the concrete type behind an abstract one. Where it does not, a plan may
 * leave `__typename` out or give an interface object's name, and neither asking for it nor checking it is right.
 */
export const dependsOnType = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: GraphQLAbstractType,
  selectionSets: readonly SelectionSetNode[],
): boolean => {
  const possible = schema.getPossibleTypes(type);
  const seen = new Set<string>();
  /** A concrete type may promise more than its interface does: `String!` for `String`. */
  const differs = (name: string) => {
    if (!isInterfaceType(type)) return true;
    const declared = String(type.getFields()[name]?.type);
    return possible.some((each) => String(each.getFields()[name]?.type) !== declared);
  };
  const depends = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename" || differs(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        return (condition !== undefined && condition !== type.name) || depends(selection.selectionSet);
      }
      const fragment = fragments.get(selection.name.value);
      if (!fragment || seen.has(fragment.name.value)) return false;
      seen.add(fragment.name.value);
      return fragment.typeCondition.name.value !== type.name || depends(fragment.selectionSet);
    });
  return selectionSets.some(depends);
};
