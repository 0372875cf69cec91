import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../check.ts";
import { RuleBroken } from "../user-errors.ts";
import { inputHashOf, type KeyedRequest, storedKeyOf } from "./request.ts";
import { firstUse, keepAnswer, sweepKeys, takeKey } from "./store.ts";

/**
 * Runs work once per key: the same input returns the first result, which must be JSON, and another input is refused. A
 * concurrent request waits for the first: the key is taken in the transaction that writes. A refusal leaves no key.
 */
export const once = async <Answer>(
  manager: EntityManager,
  viewer: Viewer,
  request: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const { tenantId } = viewer;
  const stored = { tenantId, key: storedKeyOf(viewer, request) };
  const inputHash = inputHashOf(request);
  if (await takeKey(manager, stored, inputHash)) {
    const answer = await work();
    await keepAnswer(manager, stored, answer);
    await sweepKeys(manager, tenantId);
    return answer;
  }
  const first = await firstUse<Answer>(manager, stored);
  if (first.inputHash === inputHash) return first.answer;
  throw new RuleBroken(
    invalid(
      ["idempotencyKey"],
      request.key,
      "It was already used with a different input. Use a new key for a new input.",
    ),
  );
};
