import type { Shape } from "../compile/shape.ts";
import { childOf, hasKey } from "../compile/shape.ts";

/** What went wrong at one place, in words that may leave the gateway. */
export interface Problem {
  readonly message: string;
  readonly code: string;
  readonly service: string;
  /** Seconds after which the client may retry. */
  readonly retryAfter?: number;
  /** The outcome of a write is unknown. */
  readonly outcome?: "UNKNOWN";
  /** The path from the place of the failure down to the field that failed, in the client's names. */
  readonly rest: readonly (string | number)[];
  /** It failed the whole fetch, and so applies to every object of the fetch. */
  readonly ofFetch: boolean;
}

/** Replaces a value in the merged data, so that completion meets it at the client's own path. */
export class Failure {
  readonly problems: readonly Problem[];
  /** What the value would have held: another subgraph may still contribute its own part. */
  readonly shape: Shape | undefined;

  constructor(problems: readonly Problem[], shape: Shape | undefined) {
    this.problems = problems;
    this.shape = shape;
  }
}

export type Container = Record<string | number, unknown>;

export const isContainer = (value: unknown): value is Container =>
  typeof value === "object" && value !== null && !(value instanceof Failure);

/** The rest of a subgraph's path, in the client's names, up to the first unrequested segment. */
const restOf = (
  path: readonly (string | number)[],
  shape: Shape | undefined,
  clientKey: (key: string) => string,
): (string | number)[] => {
  const rest: (string | number)[] = [];
  let below = shape;
  for (const segment of path) {
    if (typeof segment === "string") {
      if (!hasKey(below, segment)) return rest;
      below = below && childOf(below, segment);
    }
    rest.push(typeof segment === "string" ? clientKey(segment) : segment);
  }
  return rest;
};

/** Places a problem where `path` first meets nothing; returns whether it found such a place. */
export const placeAt = (
  data: Container,
  path: readonly (string | number)[],
  shape: Shape,
  problem: Omit<Problem, "rest" | "ofFetch">,
  clientKey: (key: string) => string,
): boolean => {
  let holder = data;
  let below: Shape | undefined = shape;
  for (const [index, segment] of path.entries()) {
    if (typeof segment === "string") {
      if (!hasKey(below, segment)) return false;
      below = below && childOf(below, segment);
    }
    const isItem = Array.isArray(holder) && Object.hasOwn(holder, segment);
    if (isItem !== (typeof segment === "number") || (Array.isArray(holder) && !isItem)) return false;
    const value = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
    if (isContainer(value)) {
      holder = value;
      continue;
    }
    if (value !== undefined && value !== null && !(value instanceof Failure)) return false;
    const rest = restOf(path.slice(index + 1), below, clientKey);
    const before = value instanceof Failure ? value.problems : [];
    holder[segment] = new Failure([...before, { ...problem, rest, ofFetch: false }], below);
    return true;
  }
  return false;
};

/** The part of a subgraph's path that exists in its response, in the client's names. */
export const placeIn = (
  data: unknown,
  path: readonly (string | number)[],
  shape: Shape,
  clientKey: (key: string) => string,
): (string | number)[] => {
  let value = data;
  const isThere = (segment: string | number): boolean => {
    if (!isContainer(value) || !Object.hasOwn(value, segment)) return false;
    value = value[segment];
    return true;
  };
  const end = path.findIndex((segment) => !isThere(segment));
  return restOf(end < 0 ? path : path.slice(0, end), shape, clientKey);
};

/** Places problems on everything that a fetch was meant to return and that is missing. */
export const placeAll = (target: Container, shape: Shape, problems: readonly Problem[]): void => {
  for (const { key, children } of shape.entries) {
    const value = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === undefined) target[key] = new Failure(problems, children);
    else if (children) hangBelow(value, children, problems);
  }
};

/** The same for all objects of a value. */
export const hangBelow = (value: unknown, shape: Shape, problems: readonly Problem[]): void => {
  if (Array.isArray(value)) for (const item of value) hangBelow(item, shape, problems);
  else if (isContainer(value)) placeAll(value, shape, problems);
};
