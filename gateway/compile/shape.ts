import type { FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from "graphql";
import { Kind, parse } from "graphql";

/** The keys that an operation's response can hold: only these are ever written into the merged data. */
export interface Shape {
  readonly entries: readonly { readonly key: string; readonly children: Shape | undefined }[];
}

type Tree = Map<string, Tree>;

const frozen = (tree: Tree): Shape => ({
  entries: [...tree].map(([key, children]) => ({ key, children: children.size > 0 ? frozen(children) : undefined })),
});

/** Derives the shape of a subgraph's response to an operation of a plan. */
export const shapeOf = (operation: string): Shape => {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const grow = (tree: Tree, { selections }: SelectionSetNode): Tree => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const children = tree.get(key) ?? new Map();
        tree.set(key, children);
        if (selection.selectionSet) grow(children, selection.selectionSet);
      } else {
        const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (body) grow(tree, body.selectionSet);
      }
    }
    return tree;
  };
  const root = definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
  return frozen(grow(new Map(), root?.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }));
};

/** The shape after the planner's own aliases are replaced by their final keys. */
export const renamed = (shape: Shape, finalKey: (key: string) => string): Shape => {
  const merged = new Map<string, Shape | undefined>();
  for (const { key, children } of shape.entries) {
    const name = finalKey(key);
    const below = children && renamed(children, finalKey);
    const before = merged.get(name);
    merged.set(name, before && below ? { entries: [...before.entries, ...below.entries] } : (before ?? below));
  }
  return { entries: [...merged].map(([key, children]) => ({ key, children })) };
};

export const hasKey = (shape: Shape | undefined, key: string): boolean =>
  shape?.entries.some((each) => each.key === key) ?? false;

export const childOf = (shape: Shape, key: string): Shape | undefined =>
  shape.entries.find((each) => each.key === key)?.children;
