import { type Beginnings, beginningWith } from "./beginnings.ts";
import { allOf, byTerms, type Condition, exactly, type Scope, withTerm, withTerms } from "./condition.ts";
import type { Field } from "./fields.ts";

/** A condition of the schema on one field, such as `{ contains: "x" }`; the operators that are given have values. */
export type Operators = Readonly<Record<string, unknown>>;

type Of<Kind extends Field["kind"]> = Extract<Field, { kind: Kind }>;

const OPERATORS = { gte: ">=", gt: ">", lte: "<=", lt: "<", equals: "=" } as const;

/** Comparisons of a text, in SQL, with a parameter that is in lower case. */
const COMPARISONS: Readonly<Record<string, (value: string, wanted: string) => string>> = {
  equals: (value, wanted) => `${value} = ${wanted}`,
  startsWith: (value, wanted) => `starts_with(${value}, ${wanted})`,
  contains: (value, wanted) => `strpos(${value}, ${wanted}) > 0`,
};

/** Parts of a name are found by their letters in threes. */
const LEAST_LETTERS = 3;

const isSet = (isIt: unknown, set: string): string => (isIt ? set : `not (${set})`);

const beginningsOf = (of: Beginnings | undefined, operator: string, value: unknown, scope: Scope): readonly string[] =>
  operator === "startsWith" ? beginningWith(of, String(value), scope) : [];

const textCondition = (
  { column, term, beginnings, parts }: Of<"text">,
  operators: Operators,
  scope: Scope,
): Condition =>
  allOf(
    Object.entries(operators).map(([operator, value]) => {
      if (operator === "isSet") return exactly(isSet(value, `${column} is not null`));
      const wanted = `lower(${scope.p(value)}::text)`;
      const exact = `(${COMPARISONS[operator]?.(`lower(${column})`, wanted)}) is true`;
      const byParts = parts && operator !== "equals" && [...String(value)].length >= LEAST_LETTERS;
      const terms = operator === "equals" ? withTerm(term, wanted) : [];
      const nameTerms = `directory.name_terms(e.tenant_id, e.display_name) @> directory.name_terms($1, ${wanted})`;
      return {
        ...byTerms(exact, byParts ? [...terms, nameTerms] : terms),
        beginnings: beginningsOf(beginnings, operator, value, scope),
      };
    }),
  );

const textsCondition = (
  { columns, term, beginnings, key }: Of<"texts">,
  operators: Operators,
  scope: Scope,
): Condition =>
  allOf(
    Object.entries(operators).map(([operator, value]) => {
      if (operator === "isSet") return exactly(isSet(value, `array_remove(${columns}, null) <> '{}'`));
      const wanted = `${key ?? "lower"}(${scope.p(value)}::text)`;
      const one = key ? "v.value" : "lower(v.value)";
      return {
        ...byTerms(
          `exists (select from unnest(${columns}) v (value) where ${COMPARISONS[operator]?.(one, wanted)})`,
          operator === "equals" ? withTerm(term, wanted) : [],
        ),
        beginnings: beginningsOf(beginnings, operator, value, scope),
      };
    }),
  );

/** A missing value has a term of its own where people look for it: the empty text. */
const HAS_TERM_OF_NONE: ReadonlySet<string | undefined> = new Set(["manager", "owner"]);

const noneOfThem = (term: string | undefined): readonly string[] =>
  HAS_TERM_OF_NONE.has(term) ? withTerm(term, "''") : [];

const valueCondition = ({ kind, column, term }: Of<"enum" | "id" | "boolean">, operators: Operators, { p }: Scope) =>
  allOf(
    Object.entries(operators).map(([operator, value]): Condition => {
      if (operator === "isSet") return byTerms(isSet(value, `${column} is not null`), value ? [] : noneOfThem(term));
      if (kind === "boolean")
        // Most customers are not what is rare.
        return byTerms(`(${column} = ${p(value)}::boolean) is true`, value ? withTerm(term, "'true'") : []);
      const values = p(operator === "equals" ? [value] : value);
      const type = kind === "id" ? "uuid" : "text";
      return byTerms(`(${column} = any (${values}::${type}[])) is true`, withTerms(term, values));
    }),
  );

const listCondition = ({ kind, columns, term }: Of<"enums" | "ids">, operators: Operators, { p }: Scope) =>
  allOf(
    Object.entries(operators).map(([operator, value]): Condition => {
      if (operator === "isSet") return byTerms(isSet(value, `${columns} <> '{}'`), value ? [] : noneOfThem(term));
      const values = p(operator === "equals" ? [value] : value);
      return byTerms(`${columns} && ${values}::${kind === "ids" ? "uuid" : "text"}[]`, withTerms(term, values));
    }),
  );

const rangeCondition = ({ column, type, missing, isIndexed }: Of<"range">, operators: Operators, { p }: Scope) =>
  allOf(
    Object.entries(operators).map(([operator, value]): Condition => {
      if (operator === "isSet") return exactly(isSet(value, `${column} is not null`));
      const comparison = `${OPERATORS[operator as keyof typeof OPERATORS]} ${p(value)}::${type}`;
      return {
        ...exactly(`(${column} ${comparison}) is true`),
        bounds: isIndexed ? [{ column, missing, comparison }] : [],
      };
    }),
  );

/** A condition on a field as SQL. */
export const leafCondition = (field: Field, operators: Operators, scope: Scope): Condition => {
  switch (field.kind) {
    case "text":
      return textCondition(field, operators, scope);
    case "texts":
      return textsCondition(field, operators, scope);
    case "range":
      return rangeCondition(field, operators, scope);
    case "enums":
    case "ids":
      return listCondition(field, operators, scope);
    default:
      return valueCondition(field, operators, scope);
  }
};
