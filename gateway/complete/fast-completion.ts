import type {
  FieldNode,
  GraphQLAbstractType,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from "graphql";
import { isAbstractType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import { dependsOnType } from "../compile/abstract.ts";
import type { Conditions } from "../compile/conditions.ts";
import type { Names } from "../compile/names.ts";
import type { Operation } from "../compile/operation.ts";
import { selectedFields } from "../compile/selected-fields.ts";
import { leafCode } from "./leaves.ts";

/** Thrown, without a stack, when the fast completion meets anything irregular. */
export const ODD = Symbol("odd");

/** Builds the client's `data` from merged data, or throws {@link ODD}. */
export type Completion = (data: unknown) => Record<string, unknown>;

/** Above this many generated functions graphql-js completes instead. */
const MAX_FUNCTIONS = 4_000;

const setsOf = (fields: readonly FieldNode[]): SelectionSetNode[] =>
  fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));

/** As an object literal's key: written plainly, `__proto__` would set the prototype. */
const literalKey = (key: string) => (key === "__proto__" ? '["__proto__"]' : JSON.stringify(key));

/**
 * Generates the code of one operation's completion pass: no loops over selections, only property reads and leaf checks.
 * It handles neither errors nor bad values: it gives up on them and graphql-js completes the response. `undefined`
 * means that this operation cannot be completed this way at all: it uses introspection, or is too large.
 */
export const compileFastCompletion = (
  schema: GraphQLSchema,
  operation: Operation,
  conditions: Conditions,
  names: Names,
): Completion | undefined => {
  const functions: string[] = [];
  const constants: unknown[] = [];
  const leaves = new Map<string, string>();

  const declare = (parameter: string, body: string) => {
    if (functions.length >= MAX_FUNCTIONS) throw ODD;
    const name = `f${functions.length}`;
    functions.push(`function ${name}(${parameter}) { ${body} }`);
    return name;
  };

  const constant = (value: unknown) => {
    const name = `c${constants.push(value) - 1}`;
    functions.push(`const ${name} = constants[${constants.length - 1}];`);
    return name;
  };

  const leaf = (type: GraphQLLeafType, nonNull: boolean) => {
    const id = `${type.name}${nonNull ? "!" : ""}`;
    const name = leaves.get(id) ?? declare("v", leafCode(type, nonNull, constant));
    leaves.set(id, name);
    return name;
  };

  const object = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string => {
    const entries: string[] = [];
    for (const [key, fields] of selectedFields(schema, operation, conditions, type, sets)) {
      const [first] = fields as [FieldNode];
      const name = first.name.value;
      if (name === "__typename") {
        entries.push(`${literalKey(key)}: ${JSON.stringify(type.name)}`);
        continue;
      }
      const definition = type.getFields()[name];
      if (!definition || name.startsWith("__")) throw ODD;
      const complete = completion(definition.type, setsOf(fields));
      entries.push(`${literalKey(key)}: ${complete}(v[${JSON.stringify(names.ofField(first))}])`);
    }
    return declare("v", `if (typeof v !== "object" || v === null) odd(); return { ${entries.join(", ")} };`);
  };

  const abstract = (type: GraphQLAbstractType, sets: readonly SelectionSetNode[]): string => {
    const possible = schema.getPossibleTypes(type);
    if (!dependsOnType(schema, operation.fragments, type, sets)) {
      const [any] = possible;
      return any ? object(any, sets) : declare("v", "odd();");
    }
    const cases = possible.map((each) => `case ${JSON.stringify(each.name)}: return ${object(each, sets)}(v);`);
    return declare(
      "v",
      `if (typeof v !== "object" || v === null) odd(); switch (v.__typename) { ${cases.join(" ")} default: odd(); }`,
    );
  };

  const completion = (type: GraphQLOutputType, sets: readonly SelectionSetNode[], nonNull = false): string => {
    if (isNonNullType(type)) return completion(type.ofType, sets, true);
    if (isLeafType(type)) return leaf(type, nonNull);
    const orNull = nonNull ? "" : "if (v === undefined || v === null) return null;";
    if (isListType(type)) {
      const item = completion(type.ofType, sets);
      return declare(
        "v",
        `${orNull} if (!Array.isArray(v)) odd(); const n = v.length, r = new Array(n); for (let i = 0; i < n; i++) r[i] = ${item}(v[i]); return r;`,
      );
    }
    const complete = isAbstractType(type) ? abstract(type, sets) : object(type, sets);
    return nonNull ? complete : declare("v", `${orNull} return ${complete}(v);`);
  };

  const root = schema.getRootType(operation.definition.operation);
  if (!isObjectType(root)) return undefined;
  try {
    const complete = object(root, [operation.definition.selectionSet]);
    const code = `"use strict"; function odd() { throw ODD; } ${functions.join("\n")}\nreturn ${complete};`;
    return new Function("constants", "ODD", code)(constants, ODD);
  } catch (error) {
    if (error === ODD) return undefined;
    throw error;
  }
};
