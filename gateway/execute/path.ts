import type { FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import type { Container } from "./failure.ts";
import { isContainer } from "./failure.ts";

/** Finds the objects at a plan's path in the merged data. */
export type Walk = (data: unknown, found: Container[]) => void;

/** The concrete types that a type condition matches, its own name among them. */
export type PossibleTypes = (name: string) => ReadonlySet<string>;

const end: Walk = (data, found) => {
  if (isContainer(data) && !Array.isArray(data)) found.push(data);
};

/** Plans write a single `@` for a list of lists too. */
const eachItem = (next: Walk): Walk => {
  const walk: Walk = (data, found) => {
    if (Array.isArray(data)) for (const item of data) walk(item, found);
    else next(data, found);
  };
  return walk;
};

const field =
  (key: string, next: Walk): Walk =>
  (data, found) => {
    if (isContainer(data)) next(data[key], found);
  };

/** An object without `__typename` matches: the plan omits it where only one type is possible. */
const ofType = (names: readonly string[], possibleTypes: PossibleTypes, next: Walk): Walk => {
  const possible = new Set(names.flatMap((name) => [...possibleTypes(name)]));
  return (data, found) => {
    if (!isContainer(data)) return;
    const typename = data.__typename;
    if (typeof typename !== "string" || possible.has(typename)) next(data, found);
  };
};

export const compilePath = (path: readonly FlattenNodePathSegment[], possibleTypes: PossibleTypes): Walk =>
  path.reduceRight<Walk>((next, segment) => {
    if (segment === "@") return eachItem(next);
    return "Field" in segment ? field(segment.Field, next) : ofType(segment.TypeCondition, possibleTypes, next);
  }, end);
