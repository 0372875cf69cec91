import type { FragmentDefinitionNode, GraphQLAbstractType, GraphQLSchema, SelectionSetNode } from "graphql";
import { isInterfaceType, Kind } from "graphql";

/**
 * A concrete type may promise more for a field than its interface, `String!` for `String`: then the concrete type
 * matters.
 */
export const differsByType = (schema: GraphQLSchema, type: GraphQLAbstractType, field: string): boolean => {
  if (!isInterfaceType(type)) return true;
  const declared = String(type.getFields()[field]?.type);
  return schema.getPossibleTypes(type).some((each) => String(each.getFields()[field]?.type) !== declared);
};

/**
 * Whether the response to these selections depends on the concrete type behind an abstract one. If not, a plan may omit
 * `__typename` or return an interface object's name, and it should be neither requested nor checked.
 */
export const dependsOnType = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: GraphQLAbstractType,
  selectionSets: readonly SelectionSetNode[],
): boolean => {
  const seen = new Set<string>();
  const depends = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) {
        const { value } = selection.name;
        return value === "__typename" || differsByType(schema, type, value);
      }
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
