import type { GraphQLSchema } from "graphql";
import { GraphQLError, getVariableValues } from "graphql";
import type { Operation } from "./operation.ts";

export type Variables = Readonly<Record<string, unknown>>;

export type CoercedVariables =
  | { readonly variables: Variables; readonly errors?: undefined }
  | { readonly variables?: undefined; readonly errors: readonly GraphQLError[] };

const refuse = (message: string, nodes?: GraphQLError["nodes"]) =>
  new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT" } });

/** Coerces a client's variables to the types the operation declares, or says what is wrong with them. */
export const coerceVariables = (
  schema: GraphQLSchema,
  { definition, conditions }: Operation,
  given: Variables | null | undefined,
): CoercedVariables => {
  const declared = definition.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, declared, given ?? {}, { maxErrors: 50 });
  if (errors) return { errors: errors.map(({ message, nodes }) => refuse(message, nodes)) };
  const open = conditions.find((name) => typeof coerced[name] !== "boolean");
  if (open) return { errors: [refuse(`Variable "$${open}" decides over @skip or @include and must not be null.`)] };
  return { variables: coerced };
};
