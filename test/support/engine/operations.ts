import type { FieldNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, SelectionNode } from "graphql";
import { doTypesOverlap, getNamedType, isAbstractType, isCompositeType, isLeafType, Kind, print } from "graphql";
import type { Choose, Values } from "./choices.ts";
import { createInputs, nameNode } from "./operation-input.ts";
import { Place } from "./operation-places.ts";

export interface GeneratorOptions {
  readonly kind?: "query" | "mutation";
  readonly values?: Values;
  readonly maxDepth?: number;
  /** Coordinates of fields that must not be selected. */
  readonly exclude?: (coordinate: string) => boolean;
}

export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

/** Aliases that look like other fields of the type. */
const STRANGE_ALIASES = [
  "__proto__",
  "constructor",
  "_entities",
  "__typename",
  "representations",
  "toString",
  "_c_id",
  "a",
];

/** Maximum number of selections in an operation, including fragments. */
const MAX_SELECTIONS = 40;

/**
 * Generates a valid operation for any schema: misleading aliases, fragments, `@skip`, `@include`,
 * variables.
 */
export const generateOperation = (
  schema: GraphQLSchema,
  choose: Choose,
  { kind = "query", values = () => undefined, maxDepth = 4, exclude = () => false }: GeneratorOptions = {},
): GeneratedOperation => {
  const inputs = createInputs(choose, values);
  const fragments: {
    readonly name: string;
    readonly type: GraphQLCompositeType;
    readonly place: Place;
    readonly isLeftOut: boolean;
    text: string;
  }[] = [];
  let budget = MAX_SELECTIONS;

  const pick = <T>(items: readonly T[]): T => items[choose(items.length)] as T;
  const rarely = (oneIn: number) => choose(oneIn) === oneIn - 1;

  const keyed = (wanted: string, place: Place, use: Parameters<Place["fits"]>[1]) => {
    let key = wanted;
    for (let n = 0; !place.fits(key, use); n++) key = `a${n}`;
    return { key, below: place.take(key, use) };
  };

  const aliased = (key: string, name: string) => (key === name ? undefined : nameNode(key));

  const fieldOf = (
    field: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType,
    place: Place,
    depth: number,
  ): FieldNode => {
    const given = inputs.arguments(field.args, `${parent.name}.${field.name}`);
    const siblings = "getFields" in parent ? Object.keys(parent.getFields()) : [];
    const wanted = rarely(3) ? pick([...siblings, ...STRANGE_ALIASES]) : field.name;
    const signature = `${field.name}(${given.map(print).join()})`;
    const { key, below } = keyed(wanted, place, { signature, type: String(field.type), parent });
    const type = getNamedType(field.type);
    const directives = inputs.directives();
    const selections = isCompositeType(type)
      ? inputs.below(directives, () => select(type, below, depth - 1))
      : undefined;
    return {
      kind: Kind.FIELD,
      name: nameNode(field.name),
      alias: aliased(key, field.name),
      arguments: given,
      directives,
      selectionSet: selections && { kind: Kind.SELECTION_SET, selections },
    };
  };

  const typename = (parent: GraphQLCompositeType, place: Place): FieldNode => {
    const wanted = rarely(3) ? "t" : "__typename";
    const { key } = keyed(wanted, place, { signature: "__typename", type: "String!", parent });
    const alias = aliased(key, "__typename");
    return { kind: Kind.FIELD, name: nameNode("__typename"), alias, directives: inputs.directives() };
  };

  const conditionFor = (type: GraphQLCompositeType): GraphQLCompositeType => {
    const overlapping = Object.values(schema.getTypeMap()).filter((each): each is GraphQLCompositeType => {
      if (!isCompositeType(each) || each === type || each.name.startsWith("__")) return false;
      return (isAbstractType(type) || isAbstractType(each)) && doTypesOverlap(schema, type, each);
    });
    return pick([type, ...overlapping]);
  };

  const named = (type: GraphQLCompositeType) => ({ kind: Kind.NAMED_TYPE, name: nameNode(type.name) }) as const;

  const spread = (name: string): SelectionNode => ({
    kind: Kind.FRAGMENT_SPREAD,
    name: nameNode(name),
    directives: inputs.directives(),
  });

  const fragment = (type: GraphQLCompositeType, place: Place, depth: number): SelectionNode => {
    const reusable = place.isEmpty
      ? fragments.filter((each) => each.text && each.type === type && !each.isLeftOut)
      : [];
    if (reusable.length > 0 && rarely(2)) {
      const known = pick(reusable);
      place.adopt(known.place);
      return spread(known.name);
    }
    const condition = conditionFor(type);
    const isNamed = rarely(2);
    const isLeftOut = inputs.isLeftOut();
    const own = { name: `F${fragments.length}`, type: condition, place, isLeftOut, text: "" };
    if (isNamed) fragments.push(own);
    const directives = isNamed ? [] : inputs.directives();
    const selections = inputs.below(directives, () => select(condition, place, depth));
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    if (!isNamed) {
      const typeCondition = condition === type && rarely(2) ? undefined : named(condition);
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    }
    own.text = print({
      kind: Kind.FRAGMENT_DEFINITION,
      name: nameNode(own.name),
      typeCondition: named(condition),
      selectionSet,
    });
    return spread(own.name);
  };

  const select = (type: GraphQLCompositeType, place: Place, depth: number): SelectionNode[] => {
    const fields = "getFields" in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter(
      (field) => !exclude(`${type.name}.${field.name}`) && (depth > 0 || isLeafType(getNamedType(field.type))),
    );
    const selections: SelectionNode[] = [];
    const wanted = 1 + choose(5);
    for (let n = 0; n < wanted && budget > 0; n++) {
      budget--;
      const mayNest = depth > 0 && (usable.length === 0 || rarely(4));
      if (mayNest) selections.push(fragment(type, place, depth - (rarely(2) ? 1 : 0)));
      else if (usable.length === 0 || rarely(8)) selections.push(typename(type, place));
      else selections.push(fieldOf(pick(usable), type, place, depth));
    }
    return selections.length > 0 ? selections : [typename(type, place)];
  };

  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind} type.`);
  const selections = select(root, new Place(), maxDepth);
  const body = print({ kind: Kind.SELECTION_SET, selections });
  const text = [`${kind} Generated${inputs.declared()} ${body}`, ...fragments.map((each) => each.text)].join("\n");
  return { text, variables: inputs.variables };
};
