import type { FieldNode, GraphQLAbstractType, GraphQLSchema } from "graphql";
import type { Demand } from "../authorization/demands.ts";
import type { Denials } from "../authorization/denials.ts";
import type { Operation } from "../compile/operation.ts";
import { selectedFields } from "../compile/selected-fields.ts";
import type { Run } from "../execute/run.ts";

/** Why an object of unknown type is hidden: it might have a type on which something selected is denied. */
export const createUndecided = (schema: GraphQLSchema, operation: Operation, { variables }: Run, denials: Denials) => {
  const known = new WeakMap<readonly FieldNode[], Demand | false>();
  const conditions = new Map(Object.entries(variables).map(([name, value]) => [name, value === true]));

  const find = (abstract: GraphQLAbstractType, nodes: readonly FieldNode[]): Demand | undefined => {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    for (const type of schema.getPossibleTypes(abstract)) {
      const whole = denials.ofType(type.name);
      if (whole) return whole;
      for (const fields of selectedFields(schema, operation, conditions, type, sets).values()) {
        for (const each of fields) {
          const denial = denials.ofField(each, type.name);
          if (denial) return denial;
        }
      }
    }
    return undefined;
  };

  return (abstract: GraphQLAbstractType, nodes: readonly FieldNode[]): Demand | undefined => {
    const found = known.get(nodes) ?? find(abstract, nodes) ?? false;
    known.set(nodes, found);
    return found || undefined;
  };
};
