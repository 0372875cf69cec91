import { Refusal } from "../../../platform/errors.ts";
import { isUuid } from "../../../platform/uuid.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import type { CustomerFilter } from "../schema.generated.ts";

const LEAST_LETTERS = 3;

const IDS = ["parentId", "accountManagerId", "priceListId"] as const;
const FINANCE = ["paymentTermInDays", "taxClass", "creditLimit"] as const;

/** Refuses a filter that cannot be answered, or that would tell what the viewer may not read. */
export const checkFilter = (filter: CustomerFilter, viewer: Viewer): void => {
  if (filter.nameContains != null && [...filter.nameContains.trim()].length < LEAST_LETTERS) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `filter.nameContains: "${filter.nameContains}" is too short. Give at least ${LEAST_LETTERS} letters.`,
    );
  }
  for (const field of IDS) {
    const id = filter[field];
    if (id != null && !isUuid(id)) {
      throw new Refusal("BAD_USER_INPUT", `filter.${field}: "${id.slice(0, 60)}" is not an id. Ids are UUIDs.`);
    }
  }
  const secret = FINANCE.find((field) => filter[field] != null);
  if (secret && !viewer.scopes.has("finance:read")) {
    throw new Refusal("FORBIDDEN", `filter.${secret} needs the scope finance:read.`);
  }
};
