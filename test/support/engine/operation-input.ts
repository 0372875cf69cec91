import type { ArgumentNode, DirectiveNode, GraphQLArgument, GraphQLInputType, ValueNode } from "graphql";
import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  print,
} from "graphql";
import type { Choose, Values } from "./choices.ts";

/** Variable names that clients may use and that a gateway may want for itself. */
const STRANGE_VARIABLES = ["representations", "id", "__typename", "first"];

export const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** Generates an operation's arguments and directives, and collects the variables they declare. */
export const createInputs = (choose: Choose, values: Values) => {
  const variables: Record<string, unknown> = {};
  const declarations = new Map<string, string>();
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

  const inputValue = (type: GraphQLInputType, coordinate: string, depth = 0): unknown => {
    if (isNonNullType(type)) return presentValue(type.ofType, coordinate, depth);
    return rarely(12) ? null : presentValue(type, coordinate, depth);
  };

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

  const variable = (type: GraphQLInputType, value: unknown): ValueNode => {
    const literal = astFromValue(value, type) as ValueNode;
    const strange = STRANGE_VARIABLES.filter((each) => !declarations.has(each));
    const name = rarely(4) && strange.length > 0 ? pick(strange) : `v${declarations.size}`;
    const isDefault = !isNonNullType(type) && value !== null && rarely(4);
    declarations.set(name, `$${name}: ${type}${isDefault ? ` = ${print(literal)}` : ""}`);
    if (!isDefault) variables[name] = value;
    return { kind: Kind.VARIABLE, name: nameNode(name) };
  };

  /** Whether the current selection is skipped anyway, so that its conditions need no valid value. */
  let leftOut = false;

  const condition = (value: boolean): ValueNode => {
    if (leftOut && rarely(2)) {
      declarations.set("unused", "$unused: Boolean = true");
      variables.unused = null;
      return { kind: Kind.VARIABLE, name: nameNode("unused") };
    }
    if (!rarely(2)) return { kind: Kind.BOOLEAN, value };
    const known = [...declarations.keys()].filter((each) => each.startsWith("b"));
    const name = known.length > 1 ? pick(known) : `b${known.length}`;
    if (!declarations.has(name)) variables[name] = value;
    declarations.set(name, `$${name}: Boolean!`);
    return { kind: Kind.VARIABLE, name: nameNode(name) };
  };

  const isTrue = (value: ValueNode | undefined): boolean =>
    value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;

  return {
    variables,
    isLeftOut: () => leftOut,
    /** Generates what is below a selection, keeping track of whether that is skipped. */
    below: <T>(directives: readonly DirectiveNode[], generate: () => T): T => {
      const before = leftOut;
      leftOut ||= directives.some((each) => isTrue(each.arguments?.[0]?.value) === (each.name.value === "skip"));
      const generated = generate();
      leftOut = before;
      return generated;
    },
    declared: () => (declarations.size > 0 ? `(${[...declarations.values()].join(", ")})` : ""),
    arguments: (definitions: readonly GraphQLArgument[], coordinate: string): ArgumentNode[] =>
      definitions
        .filter((each) => isRequiredArgument(each) || rarely(2))
        .map((each) => {
          const value = inputValue(each.type, `${coordinate}.${each.name}`);
          const node = rarely(3) ? variable(each.type, value) : (astFromValue(value, each.type) as ValueNode);
          return { kind: Kind.ARGUMENT, name: nameNode(each.name), value: node };
        }),
    directives: (): DirectiveNode[] => {
      if (!rarely(7)) return [];
      const given = { kind: Kind.ARGUMENT, name: nameNode("if"), value: condition(choose(2) === 1) } as const;
      return [{ kind: Kind.DIRECTIVE, name: nameNode(pick(["include", "skip"])), arguments: [given] }];
    },
  };
};
