import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import type { CustomerFilter } from "../schema.generated.ts";

const LEAST_LETTERS = 3;
const MOST_LETTERS = 256;

const IDS = ["parentId", "workspaceId", "accountManagerId", "priceListId", "statusLabelId", "labelId"] as const;

/** Conditions on what needs a scope to be read. */
const SECRET: readonly (readonly [field: keyof CustomerFilter, scope: Scope])[] = [
  ["paymentTermInDays", "finance:read"],
  ["taxClass", "finance:read"],
  ["creditLimit", "finance:read"],
  ["creditLimitCurrency", "finance:read"],
  ["countryCode", "contacts:read"],
];

const refuse = (message: string): never => {
  throw new Refusal("BAD_USER_INPUT", message);
};

const checkPart = (part: string): void => {
  const length = [...part.trim()].length;
  if (part.includes("\0")) refuse("filter.nameContains: leave out the character U+0000, which no name can hold.");
  if (length < LEAST_LETTERS) {
    refuse(`filter.nameContains: ${quoted(part)} is too short. Give at least ${LEAST_LETTERS} letters.`);
  }
  if (length > MOST_LETTERS) {
    refuse(`filter.nameContains: ${length} letters are too many. Give at most ${MOST_LETTERS}.`);
  }
};

/** Refuses a flat filter that cannot be answered, or whose customers would reveal what the viewer may not read. */
export const checkFilter = (filter: CustomerFilter, viewer: Viewer): void => {
  if (filter.nameContains != null) checkPart(filter.nameContains);
  for (const field of IDS) {
    const id = filter[field];
    if (id != null && !isUuid(id)) {
      refuse(`filter.${field}: ${quoted(id)} is not an id. Ids are UUIDs.`);
    }
  }
  for (const [field, scope] of SECRET) if (filter[field] != null) demandScope(viewer, `filter.${field}`, scope);
};
