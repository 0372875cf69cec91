import type {
  DirectiveNode,
  FieldNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  VariableNode,
} from "graphql";
import { Kind, print, visit } from "graphql";
import type { Literals } from "./literals.ts";
import type { Names } from "./names.ts";

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * The planner finds no path into a type condition on the same type: the fragment's directives move to its selections.
 */
export const under = (selection: SelectionNode, directives: readonly DirectiveNode[]): SelectionNode => {
  const own = selection.directives ?? [];
  if (!own.some((each) => directives.some(({ name }) => name.value === each.name.value))) {
    return { ...selection, directives: [...own, ...directives] } as SelectionNode;
  }
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [selection] } as const;
  return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet };
};

/**
 * The text for the planner, with variables and literals under the gateway's own names, and declaring only variables in
 * use.
 */
export const printPart = (
  { operation, variableDefinitions }: OperationDefinitionNode,
  selections: readonly SelectionNode[],
  { names, literals }: { readonly names: Names; readonly literals: Literals },
): string => {
  const used = new Set<string>();
  const rename = (node: VariableNode): VariableNode => {
    used.add(node.name.value);
    return { ...node, name: { ...node.name, value: names.ofVariable(node.name.value) } };
  };
  const { standIn } = literals;
  const values = { IntValue: standIn, FloatValue: standIn, StringValue: standIn, EnumValue: standIn };
  const selectionSet = visit({ kind: Kind.SELECTION_SET, selections } as SelectionSetNode, {
    Variable: rename,
    ...values,
  });
  const declared = variableDefinitions
    ?.filter(({ variable }) => used.has(variable.name.value))
    .map((each) => ({ ...visit(each, values), directives: [], variable: rename(each.variable) }));
  return print({ kind: Kind.OPERATION_DEFINITION, operation, variableDefinitions: declared, selectionSet });
};
