import { Refusal } from "../../platform/graphql/errors.ts";

const MOST_IDS = 100;

/** Refuses a list `ids` that is too long. */
export const checkCount = (ids: readonly string[]): void => {
  if (ids.length > MOST_IDS) {
    throw new Refusal("BAD_USER_INPUT", `ids: ${ids.length} are too many. Give at most ${MOST_IDS}.`);
  }
};
