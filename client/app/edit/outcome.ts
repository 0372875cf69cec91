import type { RefusalFragment } from "../../index.ts";
import { type Refusals, refusalsOf, refusalsOfError } from "../graph/refusals.ts";

interface Answer<Data> {
  readonly data?: Data | null | undefined;
  readonly error?: unknown;
}

interface Payload {
  readonly userErrors: readonly RefusalFragment[];
}

/**
 * The payload of a mutation, or why there is none. A response with both errors and a payload counts
 * as success: the write was committed, and only reading it back failed in part.
 */
export const outcomeOf = async <Data, Result extends Payload>(
  answer: PromiseLike<Answer<Data>>,
  payloadOf: (data: Data) => Result,
  fields: readonly string[],
): Promise<{ readonly payload: Result | null; readonly refusals: Refusals | null }> => {
  try {
    const { data, error } = await answer;
    const payload = data ? payloadOf(data) : null;
    if (!payload) return { payload: null, refusals: refusalsOfError(error) };
    const { userErrors } = payload;
    return { payload, refusals: userErrors.length > 0 ? refusalsOf(userErrors, fields) : null };
  } catch (error) {
    return { payload: null, refusals: refusalsOfError(error) };
  }
};
