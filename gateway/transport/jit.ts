import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import {
  type GraphQLFieldResolver,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { type Extracted, extractArguments } from "./extract-arguments.ts";

/** A query that runs repeatedly. */
export interface CompiledQuery {
  /** What `run` takes instead of a request's variables; `undefined` if graphql-js reports errors about them. */
  readonly variables: Extracted["variables"];
  /** Returns `undefined` if this query cannot be compiled after all. */
  readonly run: (
    variables: Record<string, unknown>,
    context: object,
  ) => ExecutionResult | undefined | Promise<ExecutionResult | undefined>;
}

const LAZY = "a leaf that is a function or a promise";

const isLazy = (value: unknown) =>
  typeof value === "function" ||
  (typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function");

/**
 * The compiler would put functions and promises among plain properties into the response: leaves that are either are
 * detected here.
 */
const strictSerializers = (schema: GraphQLSchema) =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(isLeafType)
      .map((type) => [
        type.name,
        (value: unknown) => {
          if (isLazy(value)) throw new Error(LAZY);
          return type.serialize(value);
        },
      ]),
  );

/**
 * The default of graphql-js. The name is not read from `info`: the compiler confuses aliases that it maps to one name.
 */
const propertyResolver =
  (name: string): GraphQLFieldResolver<unknown, unknown> =>
  (source, args, context, info) => {
    if ((typeof source !== "object" && typeof source !== "function") || source === null) return undefined;
    const property = (source as Readonly<Record<string, unknown>>)[name];
    return typeof property === "function" ? property.call(source, args, context, info) : property;
  };

/**
 * The same for objects and lists: with a resolver, even the default one, the compiler calls functions and awaits
 * promises.
 */
const resolveObjectsExplicitly = (schema: GraphQLSchema) => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || (!isObjectType(type) && !isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isLeafType(getNullableType(field.type))) field.resolve ??= propertyResolver(field.name);
    }
  }
};

const checked = (result: ExecutionResult) =>
  result.errors?.some(({ message }) => message === LAZY) ? undefined : result;

/**
 * Compiles queries of one schema with graphql-jit. What it does differently from graphql-js is kept away from it:
 * writes, which cannot be rerun in case of doubt, conditions, and every argument value.
 */
export const createQueryCompiler = (schema: GraphQLSchema) => {
  resolveObjectsExplicitly(schema);
  const customSerializers = strictSerializers(schema);

  return (document: DocumentNode, text: string): CompiledQuery | undefined => {
    if (/^\s*mutation\b|@skip|@include/.test(text)) return undefined;
    const extracted = extractArguments(schema, document);
    if (!extracted) return undefined;
    const compiled = compileQuery(schema, extracted.document, "", { customSerializers });
    if (!isCompiledQuery(compiled)) return undefined;
    const run: CompiledQuery["run"] = (variables, context) => {
      try {
        const result = compiled.query(undefined, context, variables);
        return result instanceof Promise ? result.then(checked) : checked(result);
      } catch {
        return undefined;
      }
    };
    return { variables: extracted.variables, run };
  };
};
