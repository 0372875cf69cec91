import type { SelectionNode } from "graphql";
import { Kind } from "graphql";

interface RootField {
  readonly field: string;
  readonly selections: SelectionNode[];
}

/** Splits root selections by response key, each field inside copies of the fragments around it. */
export const byResponseKey = (selections: readonly SelectionNode[]): ReadonlyMap<string, RootField> => {
  const fields = new Map<string, RootField>();
  const walk = (selection: SelectionNode, wrap: (inner: SelectionNode) => SelectionNode): void => {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = fields.get(key) ?? { field: selection.name.value, selections: [] };
      known.selections.push(wrap(selection));
      fields.set(key, known);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      for (const each of selection.selectionSet.selections) {
        walk(each, (inner) => wrap({ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] } }));
      }
    }
  };
  for (const selection of selections) walk(selection, (inner) => inner);
  return fields;
};
