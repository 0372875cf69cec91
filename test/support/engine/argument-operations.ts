import type { GraphQLArgument, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from "graphql";
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import type { Choose } from "./choices.ts";

type Variables = Record<string, unknown>;

export interface ArgumentOperation {
  readonly text: string;
  /** Variables of several requests; in each, any variable may have a value, be null or be absent. */
  readonly requests: readonly Variables[];
}

const REQUESTS = 3;

const TEXTS = ["", "a", "ü\n\"'\\", "bad", "__proto__"];

/**
 * Generates queries whose arguments are literals, variables, and variables inside objects and
 * lists. A few are invalid.
 */
export const generateArgumentOperation = (schema: GraphQLSchema, choose: Choose): ArgumentOperation => {
  const requests: Variables[] = Array.from({ length: REQUESTS }, () => ({}));
  const declarations: string[] = [];
  const rarely = (oneIn: number) => choose(oneIn) === oneIn - 1;
  const pick = <T>(items: readonly T[]): T => items[choose(items.length)] as T;

  const leaf = (name: string): unknown => {
    if (name === "Int") return choose(4);
    if (name === "Float") return choose(4) / 2;
    if (name === "Boolean") return rarely(2);
    return pick(TEXTS);
  };

  const json = (type: GraphQLInputType, depth: number): unknown => {
    if (isNonNullType(type)) return json(type.ofType, depth);
    if (isListType(type))
      return rarely(4) ? json(type.ofType, depth) : Array.from({ length: choose(3) }, () => either(type.ofType, depth));
    if (isEnumType(type)) return rarely(20) ? "PINK" : pick(type.getValues()).name;
    if (!isInputObjectType(type)) return rarely(30) ? { odd: 1 } : leaf(type.name);
    const fields = Object.values(type.getFields()).filter(
      (each) => isRequiredInputField(each) || (depth > 0 && rarely(3)),
    );
    return Object.fromEntries(fields.map((each) => [each.name, either(each.type, depth - 1)]));
  };
  const either = (type: GraphQLInputType, depth: number) =>
    !isNonNullType(type) && rarely(5) ? null : json(type, depth);

  const variable = (type: GraphQLInputType, depth: number): string => {
    const name = `v${declarations.length}`;
    const declared =
      !isNonNullType(type) && rarely(4) ? `${type}!` : isNonNullType(type) && rarely(2) ? `${type.ofType}` : `${type}`;
    const byDefault = !declared.endsWith("!") && rarely(3) ? ` = ${literal(type, depth, true)}` : "";
    declarations.push(`$${name}: ${declared}${byDefault}`);
    for (const request of requests) {
      const way = choose(declared.endsWith("!") ? 12 : 3);
      if (way === 2) continue;
      request[name] = way === 1 ? null : json(type, 1);
    }
    return `$${name}`;
  };

  const literal = (type: GraphQLInputType, depth: number, isConst: boolean): string => {
    const below = (inner: GraphQLInputType) => (isConst ? literal(inner, depth - 1, true) : value(inner, depth - 1));
    if (isNonNullType(type)) return literal(type.ofType, depth, isConst);
    if (isListType(type))
      return rarely(4)
        ? below(type.ofType)
        : `[${Array.from({ length: choose(3) }, () => below(type.ofType)).join(", ")}]`;
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (!isInputObjectType(type)) return JSON.stringify(leaf(type.name));
    const fields = Object.values(type.getFields()).filter(
      (each) => isRequiredInputField(each) || (depth > 0 && rarely(3)),
    );
    return `{ ${fields.map((each) => `${each.name}: ${below(each.type)}`).join(", ")} }`;
  };

  const value = (type: GraphQLInputType, depth = 2): string => {
    if (rarely(3)) return variable(type, depth);
    return !isNonNullType(type) && rarely(6) ? "null" : literal(type, depth, false);
  };

  const given = (args: readonly GraphQLArgument[]): string => {
    const chosen = args.filter((each) => isRequiredArgument(each) || rarely(5));
    return chosen.length > 0 ? `(${chosen.map(({ name, type }) => `${name}: ${value(type)}`).join(", ")})` : "";
  };

  const select = (type: GraphQLObjectType, depth: number): string => {
    const fields = Object.values(type.getFields()).filter(({ name }) => !name.startsWith("_"));
    const keys = Array.from({ length: 1 + choose(3) }, (_, n) => {
      const field = pick(fields);
      const below = getNamedType(field.type);
      if (!isCompositeType(below)) return `k${n}: ${field.name}${given(field.args)}`;
      return depth === 0
        ? `k${n}: __typename`
        : `k${n}: ${field.name}${given(field.args)} { ${select(below as GraphQLObjectType, depth - 1)} }`;
    });
    return keys.join(" ");
  };

  const selections = select(schema.getQueryType() as GraphQLObjectType, 2);
  const declared = declarations.length > 0 ? `(${declarations.join(", ")})` : "";
  return { text: `query ${declared} { ${selections} }`, requests };
};
