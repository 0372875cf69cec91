import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { Kind } from "graphql";
import type { Variables } from "../compile/variables.ts";
import type { ExplainedCost } from "../explain/shape.ts";
import { type Expression, evaluate } from "./expression.ts";
import { createCostCompiler } from "./operation-cost.ts";
import { formatCount, refuse } from "./refuse.ts";
import { readWeights } from "./weights.ts";

/** Throws if an operation with these variables costs more than allowed. Calls `report` with the cost first. */
export type CheckCost = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  report?: (cost: ExplainedCost) => void,
) => void;

/**
 * Checks costs by the weights of one supergraph. The part that does not depend on variables is computed once per
 * operation.
 */
export const createCheckCost = (schema: GraphQLSchema, supergraphSdl: string, limit: number): CheckCost => {
  const compile = createCostCompiler(schema, readWeights(supergraphSdl));
  const known = new WeakMap<OperationDefinitionNode, Expression>();

  const expressionOf = (document: DocumentNode, operation: OperationDefinitionNode): Expression => {
    const expression = known.get(operation) ?? compile(document, operation);
    known.set(operation, expression);
    return expression;
  };

  /** The root field that costs most, so that the client knows where to start. */
  const dearest = (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): string => {
    const parts = operation.selectionSet.selections.map((selection) => {
      const alone = { ...operation, selectionSet: { ...operation.selectionSet, selections: [selection] } };
      const name = selection.kind === Kind.INLINE_FRAGMENT ? "a fragment" : selection.name.value;
      return { name, cost: evaluate(compile(document, alone), variables) };
    });
    const [most] = parts.sort((a, b) => b.cost - a.cost);
    return most && parts.length > 1 ? `, "${most.name}" most of all with ${formatCount(most.cost)}` : "";
  };

  return (document, operation, variables, report) => {
    const cost = evaluate(expressionOf(document, operation), variables);
    report?.({ estimated: cost, limit });
    if (cost <= limit) return;
    throw refuse(
      `The operation costs ${formatCount(cost)}${dearest(document, operation, variables)}, and the limit is ${formatCount(limit)}: every object counts, multiplied by the lengths of the lists it is in. Ask for fewer items with "first", or for nested lists in separate requests.`,
      { limit, cost },
    );
  };
};
