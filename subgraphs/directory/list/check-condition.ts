import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";
import { countCharacters } from "../../../platform/values/count-characters.ts";
import { beginningOf, quoted } from "../../../platform/values/quoted.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import type { UserErrorParams } from "../../common/user-errors.ts";
import type { CustomerCondition } from "../schema.generated.ts";
import { everyLeaf, given } from "./compile.ts";
import { type Fault, refuseFaults } from "./fault.ts";
import { FIELDS } from "./fields.ts";

const MOST_LETTERS = 256;
const MOST_VALUES = 100;
/** The most comparisons of a list. */
const MOST_LEAVES = 60;

const LOGICAL: ReadonlySet<string> = new Set(["and", "or", "not"]);

const tooMany = (at: string, actual: number, what: string, max: number): Fault => ({
  at,
  message: `${actual} ${what} are too many. Give at most ${max}.`,
  params: { expected: "LIST", max: String(max), actual: String(actual) },
});

const text = { expected: "TEXT", min: "1", max: String(MOST_LETTERS) } as const;

const checkText = (value: string, at: string, isKey: boolean): Fault[] => {
  const length = countCharacters(value, MOST_LETTERS);
  const fault = (message: string, params: UserErrorParams = text): Fault[] => [{ at, message, params }];
  if (value.includes("\0"))
    return fault("Leave out the character U+0000, which no text can hold.", { expected: "TEXT" });
  if (length === 0) return fault('"" is empty. Give at least one letter, or use isSet.', { ...text, actual: "0" });
  if (length > MOST_LETTERS)
    return fault(`${length} letters are too many. Give at most ${MOST_LETTERS}.`, { ...text, actual: String(length) });
  return isKey && !/[\p{L}\p{N}]/u.test(value) ? fault(`${quoted(value)} has no letter or digit to compare.`) : [];
};

const checkIds = (ids: readonly unknown[], at: string): Fault[] =>
  ids
    .map(String)
    .filter((id) => !isUuid(id))
    .map((id) => ({
      at,
      message: `${quoted(id)} is not an id. Ids are UUIDs.`,
      params: { expected: "ID", actual: beginningOf(id) },
    }));

const checkValue = (kind: string, operator: string, value: unknown, at: string): Fault[] => {
  if (operator === "isSet") return [];
  if (Array.isArray(value) && value.length > MOST_VALUES) return [tooMany(at, value.length, "values", MOST_VALUES)];
  if (kind.startsWith("text")) return checkText(String(value), at, kind === "texts by key");
  return kind.startsWith("id") ? checkIds(Array.isArray(value) ? value : [value], at) : [];
};

const kindOf = (path: string): string => {
  const field = FIELDS[path];
  if (field) return field.kind === "texts" && field.key ? "texts by key" : field.kind;
  if (path === "externalIdentifier.externalId") return "texts";
  return path === "isMine" ? "boolean" : "id";
};

const OF_CONTACTS = /^(contact|address)\.|^(primaryEmail|primaryPhone|faxNumber|emailDomain)$/;

/** The scopes that a condition needs, because who is found by it reveals what they protect. */
const scopesFor = (path: string): readonly Scope[] => {
  if (path === "duplicateOfId") return ["finance:read", "contacts:read"];
  if (path.startsWith("finance.")) return ["finance:read"];
  if (OF_CONTACTS.test(path)) return ["contacts:read"];
  return path === "relationship.internalNote" ? ["internal:read"] : [];
};

/** The scopes without which a condition would reveal something: `condition` may be any JSON, such as one saved under an older schema. */
export const scopesOf = (condition: unknown, path = ""): readonly Scope[] => {
  if (Array.isArray(condition)) return condition.flatMap((each) => scopesOf(each, path));
  if (typeof condition !== "object" || condition === null) return [];
  return Object.entries(given(condition)).flatMap(([name, inner]) =>
    LOGICAL.has(name) ? scopesOf(inner, path) : [...scopesFor(`${path}${name}`), ...scopesOf(inner, `${path}${name}.`)],
  );
};

const operatorsIn = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  typeof value === "object" && value !== null ? Object.entries(given(value)) : undefined;

/** Refuses a condition whose customers would reveal what the viewer may not read. */
export const demandConditionScopes = (condition: CustomerCondition, at: string, viewer: Viewer): void => {
  for (const { path, at: place, value } of everyLeaf(condition, at)) {
    if (operatorsIn(value)?.length === 0) continue;
    for (const scope of scopesFor(path)) demandScope(viewer, place, scope);
  }
};

/** Everything because of which a condition cannot be answered. */
export const conditionFaults = (condition: CustomerCondition, at: string): Fault[] => {
  const leaves = everyLeaf(condition, at);
  if (leaves.length > MOST_LEAVES) return [tooMany(at, leaves.length, "conditions", MOST_LEAVES)];
  return leaves.flatMap(({ path, at: place, value }) => {
    const operators = operatorsIn(value);
    if (!operators) return checkValue(kindOf(path), "equals", value, place);
    return operators.flatMap(([operator, each]) => checkValue(kindOf(path), operator, each, `${place}.${operator}`));
  });
};

/** Refuses conditions of one list that are too many together. */
export const demandFewConditions = (conditions: readonly CustomerCondition[], at: string): void => {
  const { length } = conditions.flatMap((each) => everyLeaf(each, at));
  if (length > MOST_LEAVES) refuseFaults([tooMany(at, length, "conditions, with those of the view,", MOST_LEAVES)]);
};

/** Whether a condition asks for the viewer's own customers. */
export const namesViewer = (condition: CustomerCondition): boolean =>
  everyLeaf(condition, "where").some(({ path }) => path === "isMine");

/** Whether a condition asks for a status, and so for customers that lists leave out otherwise. */
export const namesStatus = (condition: CustomerCondition): boolean =>
  everyLeaf(condition, "where").some(
    ({ path, value }) => path === "status" && Object.keys(given(value as object)).length > 0,
  );
