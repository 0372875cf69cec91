import type { Variables } from "../compile/variables.ts";

/** A known number, or one that depends on the variables of a request. */
export type Expression = number | ((variables: Variables) => number);

export const evaluate = (expression: Expression, variables: Variables): number =>
  typeof expression === "number" ? expression : expression(variables);

/** What does not depend on variables is added up at once. */
export const sum = (parts: readonly Expression[]): Expression => {
  let known = 0;
  const open: ((variables: Variables) => number)[] = [];
  for (const part of parts) {
    if (typeof part === "number") known += part;
    else open.push(part);
  }
  if (open.length === 0) return known;
  return (variables) => {
    let total = known;
    for (const part of open) total += part(variables);
    return total;
  };
};

export const product = (left: Expression, right: Expression): Expression => {
  if (left === 0 || right === 0) return 0;
  if (typeof left === "number" && typeof right === "number") return left * right;
  return (variables) => evaluate(left, variables) * evaluate(right, variables);
};
