import type {
  ConstValueNode,
  FieldNode,
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  SelectionNode,
} from "graphql";
import {
  astFromValue,
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  print,
} from "graphql";

/** A whole number from 0 to below `count`; 0 is the simplest choice, so that shrinking makes operations smaller. */
export type Choose = (count: number) => number;

/** A value for an argument or input field, by its coordinate: `undefined` leaves it to the type. */
export type Values = (coordinate: string, choose: Choose) => unknown;

export interface GeneratorOptions {
  readonly kind?: "query" | "mutation";
  readonly values?: Values;
  readonly maxDepth?: number;
  /** Fields that must not be selected, by coordinate. */
  readonly exclude?: (coordinate: string) => boolean;
}

export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

/** What stands under the response keys of one place in the answer, so that no two selections conflict there. */
interface Place {
  readonly keys: Map<
    string,
    { readonly signature: string; readonly type: string; readonly below: Place; readonly leaf: boolean }
  >;
}

const STRANGE_NAMES = [
  "__proto__",
  "constructor",
  "_entities",
  "__typename",
  "representations",
  "toString",
  "_c_id",
  "a",
];

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

const newPlace = (): Place => ({ keys: new Map() });

/** Generates a valid operation over any schema: aliases that look like other fields, fragments, `@skip`, `@include`, variables. */
export const generateOperation = (
  schema: GraphQLSchema,
  choose: Choose,
  options: GeneratorOptions = {},
): GeneratedOperation => {
  const { kind = "query", values = () => undefined, maxDepth = 4, exclude = () => false } = options;
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  const fragments: {
    readonly name: string;
    readonly type: GraphQLCompositeType;
    readonly place: Place;
    text: string;
  }[] = [];
  let budget = 40;

  const pick = <T>(items: readonly T[]): T => items[choose(items.length)] as T;
  const rarely = (oneIn: number) => choose(oneIn) === oneIn - 1;

  const leafValue = (type: GraphQLInputType): unknown => {
    const named = getNamedType(type);
    if (isEnumType(named)) return pick(named.getValues()).name;
    if (named.name === "Int") return choose(6);
    if (named.name === "Float") return choose(6) / 2;
    if (named.name === "Boolean") return choose(2) === 1;
    return pick(["", "a", "x1", "ü\n\"'"]);
  };

  const inputValue = (type: GraphQLInputType, coordinate: string, depth = 0): unknown =>
    isNonNullType(type)
      ? presentValue(type.ofType, coordinate, depth)
      : rarely(12)
        ? null
        : presentValue(type, coordinate, depth);

  const presentValue = (type: GraphQLInputType, coordinate: string, depth: number): unknown => {
    if (isListType(type)) return Array.from({ length: choose(3) }, () => inputValue(type.ofType, coordinate, depth));
    if (!isInputObjectType(type)) return values(coordinate, choose) ?? leafValue(type);
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (depth < 2 && !rarely(3)),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, inputValue(field.type, `${type.name}.${field.name}`, depth + 1)]),
    );
  };

  const declare = (type: GraphQLInputType, value: unknown): ConstValueNode => {
    const strange = ["representations", "id", "__typename", "first"].filter((each) => !(each in variables));
    const variable = rarely(4) && strange.length > 0 ? pick(strange) : `v${declarations.length}`;
    if (declarations.some((each) => each.startsWith(`$${variable}:`)))
      return astFromValue(value, type) as ConstValueNode;
    const fallback =
      !isNonNullType(type) && value !== null && rarely(4)
        ? ` = ${print(astFromValue(value, type) as ConstValueNode)}`
        : "";
    declarations.push(`$${variable}: ${type}${fallback}`);
    if (!fallback) variables[variable] = value;
    return { kind: Kind.VARIABLE, name: name(variable) } as unknown as ConstValueNode;
  };

  const argumentsOf = (definitions: readonly GraphQLArgument[], coordinate: string) =>
    definitions
      .filter((each) => isRequiredArgument(each) || rarely(2))
      .map((each) => {
        const value = inputValue(each.type, `${coordinate}.${each.name}`);
        const node = rarely(3) ? declare(each.type, value) : astFromValue(value, each.type);
        return { kind: Kind.ARGUMENT, name: name(each.name), value: node } as const;
      });

  const directives = () => {
    if (!rarely(7)) return [];
    const value = choose(2) === 1;
    const booleans = Object.keys(variables).filter((each) => each.startsWith("b"));
    let node: unknown = { kind: Kind.BOOLEAN, value };
    if (rarely(2)) {
      const variable = booleans.length > 1 ? pick(booleans) : `b${booleans.length}`;
      if (!(variable in variables)) {
        declarations.push(`$${variable}: Boolean!`);
        variables[variable] = value;
      }
      node = { kind: Kind.VARIABLE, name: name(variable) };
    }
    const argument = { kind: Kind.ARGUMENT, name: name("if"), value: node };
    return [{ kind: Kind.DIRECTIVE, name: name(pick(["include", "skip"])), arguments: [argument] }] as never[];
  };

  const keyFor = (
    field: GraphQLField<unknown, unknown>,
    signature: string,
    parent: GraphQLCompositeType,
    place: Place,
  ) => {
    const leaf = isLeafType(getNamedType(field.type));
    const type = String(field.type);
    const others = "getFields" in parent ? Object.keys(parent.getFields()) : [];
    const wanted = rarely(3) ? pick([...others, ...STRANGE_NAMES]) : field.name;
    const fits = (key: string) => {
      const known = place.keys.get(key);
      return (
        !known ||
        known.signature === signature ||
        (leaf &&
          known.leaf &&
          known.type === type &&
          isObjectType(parent) &&
          !known.signature.startsWith(`${parent.name}.`) &&
          known.signature.startsWith("!"))
      );
    };
    let key = wanted;
    for (let n = 0; !fits(key); n++) key = `a${n}`;
    const known = place.keys.get(key) ?? { signature, type, below: newPlace(), leaf };
    place.keys.set(key, known);
    return { key, below: known.below };
  };

  const selectField = (
    field: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType,
    place: Place,
    depth: number,
  ): FieldNode => {
    const given = argumentsOf(field.args, `${parent.name}.${field.name}`);
    const signature = `${field.name}(${given.map((each) => print(each as never)).join()}): ${field.type}`;
    const { key, below } = keyFor(field, signature, parent, place);
    const type = getNamedType(field.type);
    return {
      kind: Kind.FIELD,
      name: name(field.name),
      alias: key === field.name ? undefined : name(key),
      arguments: given as never,
      directives: directives(),
      selectionSet: isCompositeType(type)
        ? { kind: Kind.SELECTION_SET, selections: select(type, below, depth - 1) }
        : undefined,
    };
  };

  const typename = (place: Place): SelectionNode => {
    let key = rarely(3) ? "t" : "__typename";
    for (let n = 0; place.keys.get(key) && place.keys.get(key)?.signature !== "__typename"; n++) key = `t${n}`;
    place.keys.set(key, { signature: "__typename", type: "String!", below: newPlace(), leaf: true });
    return {
      kind: Kind.FIELD,
      name: name("__typename"),
      alias: key === "__typename" ? undefined : name(key),
      directives: directives(),
    };
  };

  const conditionFor = (type: GraphQLCompositeType): GraphQLCompositeType =>
    pick([
      type,
      ...Object.values(schema.getTypeMap()).filter(
        (each): each is GraphQLCompositeType =>
          isCompositeType(each) &&
          each !== type &&
          !each.name.startsWith("__") &&
          doTypesOverlap(schema, type, each) &&
          (isAbstractType(type) || isAbstractType(each)),
      ),
    ]);

  const fragment = (type: GraphQLCompositeType, place: Place, depth: number): SelectionNode => {
    const reusable = place.keys.size === 0 ? fragments.filter((each) => each.text && each.type === type) : [];
    if (reusable.length > 0 && rarely(2)) {
      const known = pick(reusable);
      for (const [key, entry] of known.place.keys) place.keys.set(key, entry);
      return { kind: Kind.FRAGMENT_SPREAD, name: name(known.name), directives: directives() };
    }
    const condition = conditionFor(type);
    if (rarely(2)) {
      const own = { name: `F${fragments.length}`, type: condition, place, text: "" };
      fragments.push(own);
      const selections = select(condition, place, depth);
      own.text = print({
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(own.name),
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(condition.name) },
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      });
      return { kind: Kind.FRAGMENT_SPREAD, name: name(own.name), directives: directives() };
    }
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition:
        condition === type && rarely(2) ? undefined : { kind: Kind.NAMED_TYPE, name: name(condition.name) },
      directives: directives(),
      selectionSet: { kind: Kind.SELECTION_SET, selections: select(condition, place, depth) },
    };
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
      if (depth > 0 && (usable.length === 0 || rarely(4)))
        selections.push(fragment(type, place, depth - (rarely(2) ? 1 : 0)));
      else if (usable.length === 0 || rarely(8)) selections.push(typename(place));
      else selections.push(selectField(pick(usable), type, place, depth));
    }
    return selections.length > 0 ? selections : [typename(place)];
  };

  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind} type.`);
  const selectionSet = { kind: Kind.SELECTION_SET, selections: select(root, newPlace(), maxDepth) } as const;
  const used = declarations.length > 0 ? `(${declarations.join(", ")})` : "";
  const text = [`${kind} Generated${used} ${print(selectionSet)}`, ...fragments.map((each) => each.text)].join("\n");
  return { text, variables };
};
