import type { DirectiveNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from "graphql";
import { Kind } from "graphql";

/**
 * The values of the `@skip` and `@include` variables in one variant of an operation; the rest stay open until it runs.
 */
export type Conditions = ReadonlyMap<string, boolean>;

const conditionOf = (directive: DirectiveNode, conditions: Conditions): boolean | undefined => {
  const value = directive.arguments?.[0]?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind === Kind.VARIABLE ? conditions.get(value.name.value) : undefined;
};

/** Whether a selection is included; `undefined` if only the run can tell. */
export const isIncluded = (selection: SelectionNode, conditions: Conditions): boolean | undefined => {
  let included: boolean | undefined = true;
  for (const directive of selection.directives ?? []) {
    const name = directive.name.value;
    if (name !== "skip" && name !== "include") continue;
    const condition = conditionOf(directive, conditions);
    if (condition === (name === "skip")) return false;
    if (condition === undefined) included = undefined;
  }
  return included;
};

/** The names of the variables that decide whether a selection is included. */
export const conditionVariables = (selection: SelectionNode): string[] =>
  (selection.directives ?? []).flatMap(({ name, arguments: given }) => {
    const value = given?.[0]?.value;
    const decides = name.value === "skip" || name.value === "include";
    return decides && value?.kind === Kind.VARIABLE ? [value.name.value] : [];
  });

/**
 * Visits every selection that the conditions include, those of a fragment once; does not descend where `show`
 * returns false.
 */
export const eachSelection = (
  from: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  conditions: Conditions,
  show: (selection: SelectionNode) => boolean,
): void => {
  const seen = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (isIncluded(selection, conditions) === false || !show(selection)) continue;
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) walk(selection.selectionSet);
        continue;
      }
      const fragment = fragments.get(selection.name.value);
      if (!fragment || seen.has(fragment.name.value)) continue;
      seen.add(fragment.name.value);
      walk(fragment.selectionSet);
    }
  };
  walk(from);
};
