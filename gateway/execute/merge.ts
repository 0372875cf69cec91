import type { Shape } from "../compile/shape.ts";
import type { Container } from "./failure.ts";
import { Failure, hangBelow, isContainer } from "./failure.ts";

/**
 * A copy of what the gateway may later write into. Leaves, including JSON scalars, are never written into and stay
 * shared.
 */
const copied = (value: unknown, shape: Shape | undefined): unknown => {
  if (!shape || !isContainer(value)) return value;
  if (Array.isArray(value)) return value.map((item) => copied(item, shape));
  const copy: Container = {};
  for (const { key, children } of shape.entries)
    if (Object.hasOwn(value, key)) copy[key] = copied(value[key], children);
  return copy;
};

const mergeValue = (before: unknown, value: unknown, shape: Shape | undefined, copy: boolean): unknown => {
  if (value instanceof Failure) {
    if (!isContainer(before)) return value;
    if (value.shape) hangBelow(before, value.shape, value.problems);
    return before;
  }
  if (!shape || !isContainer(value)) {
    return isContainer(before) || (before instanceof Failure && value === null) ? before : value;
  }
  if (!isContainer(before)) {
    const taken = copy ? copied(value, shape) : value;
    if (before instanceof Failure && before.shape) hangBelow(taken, before.shape, before.problems);
    return taken;
  }
  if (!Array.isArray(before) || !Array.isArray(value)) {
    if (!Array.isArray(before) && !Array.isArray(value)) mergeInto(before, value, shape, copy);
  } else if (before.length === value.length) {
    for (const [index, item] of before.entries()) before[index] = mergeValue(item, value[index], shape, copy);
  }
  return before;
};

/**
 * Writes the known keys of a subgraph's response into the merged data. With `copy`, the response serves another target
 * too.
 */
export const mergeInto = (target: Container, source: Container, shape: Shape, copy: boolean): void => {
  for (const { key, children } of shape.entries) {
    const value = source[key];
    if (value === undefined) continue;
    const before = target[key];
    if (before !== undefined && before !== null) target[key] = mergeValue(before, value, children, copy);
    else target[key] = copy ? copied(value, children) : value;
  }
};
