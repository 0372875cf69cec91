import type { DocumentNode, FieldNode, GraphQLField, GraphQLSchema, OperationDefinitionNode } from "graphql";
import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isScalarType,
  Kind,
  parseType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** Federation's scalar that accepts any value unchanged. */
const ANY = "_Any";

interface FieldWithArguments {
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  /** The prefix of the variables that replace its arguments. */
  readonly prefix: string;
}

/**
 * An operation without literals, and a function that computes its variables from a request's: `undefined` if graphql-js
 * rejects them.
 */
export interface Extracted {
  readonly document: DocumentNode;
  variables(given: Record<string, unknown>): Record<string, unknown> | undefined;
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
const variableOf = ({ prefix }: FieldWithArguments, name: string) =>
  ({ kind: Kind.VARIABLE, name: named(prefix + name) }) as const;

/**
 * Turns every argument of a query into a variable that accepts any value: graphql-js coerces them all once per request,
 * and whatever compiles the query sees no client value. `undefined` where a field's parent type is abstract, so that
 * only the run could tell which defaults hold.
 */
export const extractArguments = (schema: GraphQLSchema, document: DocumentNode): Extracted | undefined => {
  if (!isScalarType(schema.getType(ANY))) return undefined;
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const fields: FieldWithArguments[] = [];
  let isOpen = false;

  const types = new TypeInfo(schema);
  const rewritten: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        leave: (node) => {
          const [definition, parent] = [types.getFieldDef(), types.getParentType()];
          if (isAbstractType(parent)) {
            const possible = schema.getPossibleTypes(parent).map((type) => type.getFields()[node.name.value]);
            isOpen ||= possible.some((each) => each !== undefined && each.args.length > 0);
          }
          if (!definition || definition.args.length === 0) return undefined;
          const field = { node, definition, prefix: `a${fields.length}_` };
          fields.push(field);
          const given = definition.args.map(({ name }) => ({
            kind: Kind.ARGUMENT as const,
            name: named(name),
            value: variableOf(field, name),
          }));
          return { ...node, arguments: given };
        },
      },
    }),
  );
  if (isOpen) return undefined;

  const variableDefinitions = fields.flatMap((field) =>
    field.definition.args.map(({ name }) => ({
      kind: Kind.VARIABLE_DEFINITION as const,
      variable: variableOf(field, name),
      type: parseType(ANY, { noLocation: true }),
    })),
  );
  const definitions = rewritten.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? { ...each, variableDefinitions } : each,
  );

  return {
    document: { ...rewritten, definitions },
    variables: (given) => {
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
      if (!coerced) return undefined;
      const extracted: Record<string, unknown> = {};
      try {
        for (const { definition, node, prefix } of fields) {
          const values = getArgumentValues(definition, node, coerced);
          for (const name of Object.keys(values)) extracted[prefix + name] = values[name];
        }
      } catch {
        return undefined;
      }
      return extracted;
    },
  };
};
