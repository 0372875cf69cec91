import type { GraphQLSchema } from "graphql";
import { GraphQLError, getVariableValues } from "graphql";
import { conditionVariables, eachSelection } from "./conditions.ts";
import type { Operation } from "./operation.ts";

export type Variables = Readonly<Record<string, unknown>>;

export type CoercedVariables =
  | { readonly variables: Variables; readonly errors?: undefined }
  | { readonly variables?: undefined; readonly errors: readonly GraphQLError[] };

const LONGEST_MESSAGE = 1_000;

/** A message repeats the value, which may be most of a body; the path and what would be right come after it. */
const shortened = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, 300)} … ${message.slice(300 - LONGEST_MESSAGE)}`;

const refuse = (message: string, nodes?: GraphQLError["nodes"]) =>
  new GraphQLError(shortened(message), { nodes, extensions: { code: "BAD_USER_INPUT" } });

/** A missing variable that decides over something which the other conditions may include. */
const undecided = ({ definition, fragments, conditions }: Operation, values: Variables): string | undefined => {
  const decided = conditions.filter((name) => typeof values[name] === "boolean");
  if (decided.length === conditions.length) return undefined;
  const known = new Map(decided.map((name) => [name, values[name] === true]));
  const open: string[] = [];
  eachSelection(definition.selectionSet, fragments, known, (selection) => {
    open.push(...conditionVariables(selection).filter((name) => !known.has(name)));
    return true;
  });
  return open[0];
};

/** Coerces a client's variables to the operation's types, or says what is wrong with them. */
export const coerceVariables = (
  schema: GraphQLSchema,
  operation: Operation,
  given: Variables | null | undefined,
): CoercedVariables => {
  const declared = operation.definition.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, declared, given ?? {}, { maxErrors: 20 });
  if (errors) return { errors: errors.map(({ message, nodes }) => refuse(message, nodes)) };
  const open = undecided(operation, coerced);
  if (open) return { errors: [refuse(`Variable "$${open}" decides over @skip or @include and must not be null.`)] };
  return { variables: coerced };
};
