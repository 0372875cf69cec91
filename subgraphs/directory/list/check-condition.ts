import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { countCharacters } from "../../../platform/values/count-characters.ts";
import { shown } from "../../../platform/values/shown.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import type { CustomerCondition } from "../schema.generated.ts";
import { everyLeaf, given } from "./compile.ts";
import { FIELDS } from "./fields.ts";

const MOST_LETTERS = 256;
const MOST_VALUES = 100;

const refuse = (message: string): never => {
  throw new Refusal("BAD_USER_INPUT", message);
};

const checkText = (text: string, at: string, isKey: boolean): void => {
  const length = countCharacters(text, MOST_LETTERS);
  if (text.includes("\0")) refuse(`${at}: leave out the character U+0000, which no text can hold.`);
  if (length === 0) refuse(`${at}: "" is empty. Give at least one letter, or use isSet.`);
  if (length > MOST_LETTERS) refuse(`${at}: ${length} letters are too many. Give at most ${MOST_LETTERS}.`);
  if (isKey && !/[\p{L}\p{N}]/u.test(text)) refuse(`${at}: ${shown(text)} has no letter or digit to compare.`);
};

const checkIds = (ids: readonly unknown[], at: string): void => {
  for (const id of ids) if (!isUuid(String(id))) refuse(`${at}: ${shown(id)} is not an id. Ids are UUIDs.`);
};

const checkValue = (kind: string, operator: string, value: unknown, at: string): void => {
  if (operator === "isSet") return;
  if (Array.isArray(value) && value.length > MOST_VALUES)
    refuse(`${at}: ${value.length} values are too many. Give at most ${MOST_VALUES}.`);
  if (kind.startsWith("text")) checkText(String(value), at, kind === "texts by key");
  if (kind.startsWith("id")) checkIds(Array.isArray(value) ? value : [value], at);
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

/** Refuses a condition that cannot be answered, or whose customers would reveal what the viewer may not read. */
export const checkCondition = (condition: CustomerCondition, at: string, viewer: Viewer): void => {
  const leaves = everyLeaf(condition, at);
  for (const { path, at: place, value } of leaves) {
    const operators = typeof value === "object" && value !== null ? Object.entries(given(value)) : undefined;
    if (operators?.length === 0) continue;
    for (const scope of scopesFor(path)) demandScope(viewer, place, scope);
    if (!operators) checkValue(kindOf(path), "equals", value, place);
    for (const [operator, each] of operators ?? []) checkValue(kindOf(path), operator, each, `${place}.${operator}`);
  }
};

/** Whether a condition asks for the viewer's own customers. */
export const namesViewer = (condition: CustomerCondition): boolean =>
  everyLeaf(condition, "where").some(({ path }) => path === "isMine");

/** Whether a condition asks for a status, and so for customers that lists leave out otherwise. */
export const namesStatus = (condition: CustomerCondition): boolean =>
  everyLeaf(condition, "where").some(
    ({ path, value }) => path === "status" && Object.keys(given(value as object)).length > 0,
  );
