import type { Container } from "./failure.ts";
import { isContainer } from "./failure.ts";
import type { Shape } from "./shape.ts";

/** A copy of what the gateway may later write into. Leaves, JSON scalars among them, are never written into and stay shared. */
const copied = (value: unknown, shape: Shape | undefined): unknown => {
  if (!shape || !isContainer(value)) return value;
  if (Array.isArray(value)) return value.map((item) => copied(item, shape));
  const copy: Container = {};
  for (const { key, children } of shape.entries)
    if (Object.hasOwn(value, key)) copy[key] = copied(value[key], children);
  return copy;
};

const mergeValue = (before: unknown, value: unknown, shape: Shape | undefined, copy: boolean): unknown => {
  if (shape && isContainer(before) && isContainer(value)) {
    if (Array.isArray(before) !== Array.isArray(value)) return before;
    if (!Array.isArray(before) || !Array.isArray(value)) mergeInto(before, value, shape, copy);
    else if (before.length === value.length)
      for (const [index, item] of before.entries()) before[index] = mergeValue(item, value[index], shape, copy);
    return before;
  }
  if (isContainer(before) && shape) return before;
  return copy ? copied(value, shape) : value;
};

/** Writes the known keys of a facet's answer into the merged data. With `copy`, the answer serves another target too. */
export const mergeInto = (target: Container, source: Container, shape: Shape, copy: boolean): void => {
  for (const { key, children } of shape.entries) {
    const value = source[key];
    if (value === undefined) continue;
    const before = target[key];
    target[key] =
      before === undefined || before === null
        ? copy
          ? copied(value, children)
          : value
        : mergeValue(before, value, children, copy);
  }
};
