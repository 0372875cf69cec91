import type { CustomerCondition } from "../schema.generated.ts";
import { allOf, anyOf, type Condition, noneOf, type Scope } from "./condition.ts";
import { FIELDS } from "./fields.ts";
import { leafCondition, type Operators } from "./leaves.ts";
import { duplicateCondition, externalIdCondition, mineCondition, parentCondition, underCondition } from "./special.ts";

/** An input object without the fields that are null, which count as not given. */
export const given = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined));

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const operatorsOf = (value: unknown): Operators => (isObject(value) ? given(value) : { equals: value });

const isEmpty = (operators: Operators): boolean => Object.keys(operators).length === 0;

/** The conditions that are not a comparison of one field. */
const SPECIAL: Readonly<Record<string, (value: unknown, scope: Scope) => Condition>> = {
  parentId: (value, scope) => parentCondition(operatorsOf(value), scope),
  underId: underCondition,
  isMine: mineCondition,
  duplicateOfId: duplicateCondition,
};

/** A comparison: its path in the schema, and what it is compared with. */
type Leaf = readonly [path: string, value: unknown];

/** The comparisons of an input object, those in its groups with the group's name in front. */
const leavesOf = (condition: object, prefix = ""): Leaf[] =>
  Object.entries(given(condition)).flatMap(([name, value]): Leaf[] => {
    const path = `${prefix}${name}`;
    if (FIELDS[path] || SPECIAL[path] || path === "externalIdentifier.externalId") return [[path, value]];
    return leavesOf(value as object, `${path}.`);
  });

const compileLeaf = ([path, value]: Leaf, condition: CustomerCondition, scope: Scope): Condition[] => {
  const special = SPECIAL[path];
  if (special) return isObject(value) && isEmpty(operatorsOf(value)) ? [] : [special(value, scope)];
  const operators = operatorsOf(value);
  if (isEmpty(operators)) return [];
  if (path === "externalIdentifier.externalId")
    return [externalIdCondition(operators, condition.externalIdentifier?.source?.in ?? undefined, scope)];
  const field = FIELDS[path];
  if (!field) throw new Error(`no field is behind the condition ${path}`);
  return [leafCondition(field, operators, scope)];
};

/** The condition as SQL; nothing, if nothing is given. */
export const compile = (condition: CustomerCondition, scope: Scope): Condition | undefined => {
  const { and, or, not, ...others } = condition;
  const compiled = (all: readonly CustomerCondition[] | null | undefined) =>
    (all ?? []).flatMap((each) => compile(each, scope) ?? []);
  const anyOfThese = compiled(or);
  const parts = [
    ...leavesOf(others).flatMap((leaf) => compileLeaf(leaf, condition, scope)),
    ...compiled(and),
    ...(anyOfThese.length > 0 ? [anyOf(anyOfThese)] : []),
    ...compiled(not ? [not] : []).map(noneOf),
  ];
  return parts.length > 0 ? allOf(parts) : undefined;
};

/** A comparison anywhere in a condition: its path in the schema, and its place in the input. */
interface Comparison {
  readonly path: string;
  readonly at: string;
  readonly value: unknown;
}

/** Every comparison anywhere in a condition. */
export const everyLeaf = (condition: CustomerCondition, at: string): Comparison[] => {
  const { and, or, not, ...others } = condition;
  const inside = (all: readonly CustomerCondition[] | null | undefined, name: string) =>
    (all ?? []).flatMap((each, index) => everyLeaf(each, `${at}.${name}.${index}`));
  return [
    ...leavesOf(others).map(([path, value]) => ({ path, at: `${at}.${path}`, value })),
    ...inside(and, "and"),
    ...inside(or, "or"),
    ...(not ? everyLeaf(not, `${at}.not`) : []),
  ];
};
