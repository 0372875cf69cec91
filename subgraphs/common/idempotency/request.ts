import { createHash } from "node:crypto";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { canonicalText } from "../changes.ts";
import { checkText } from "../check.ts";
import type { UserError } from "../user-errors.ts";

/** A mutation as requested by somebody under their own key. */
export interface KeyedRequest {
  readonly mutation: string;
  readonly key: string;
  /** The whole input except the key. */
  readonly input: object;
}

/** Checks an optional key. */
export const checkKey = (key: string | null | undefined): UserError[] => checkText(key, ["idempotencyKey"], 100);

const hashOf = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(canonicalText(parts)).digest("hex");

/** The customer named in a mutation's input, if any. */
const customerIn = (input: object): string | undefined => {
  const { customerId } = input as { readonly customerId?: unknown };
  return typeof customerId === "string" ? customerId.toLowerCase() : undefined;
};

/** The stored key: keys are separate for each user in each workspace, each mutation and each customer. */
export const storedKeyOf = ({ subject, workspaceId }: Viewer, { mutation, key, input }: KeyedRequest): string =>
  hashOf(subject, workspaceId, mutation, customerIn(input), key);

/** What distinguishes inputs. */
export const inputHashOf = ({ input }: KeyedRequest): string => hashOf(input);
