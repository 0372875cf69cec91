import { createHash } from "node:crypto";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { canonicalText } from "../changes.ts";
import { checkText } from "../check.ts";
import type { UserError } from "../user-errors.ts";

/** A mutation as somebody asks for it under a key of their own. */
export interface KeyedRequest {
  readonly mutation: string;
  readonly key: string;
  /** All of the input but the key. */
  readonly input: object;
}

/** Checks an optional key. */
export const checkKey = (key: string | null | undefined): UserError[] => checkText(key, ["idempotencyKey"], 100);

const hashOf = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(canonicalText(parts)).digest("hex");

/** The customer that the input of a mutation names, if there is one. */
const customerIn = (input: object): string | undefined => {
  const { customerId } = input as { readonly customerId?: unknown };
  return typeof customerId === "string" ? customerId.toLowerCase() : undefined;
};

/** Under what a key is stored: everyone has keys of their own, in each workspace, for each mutation and each customer. */
export const storedKeyOf = ({ subject, workspaceId }: Viewer, { mutation, key, input }: KeyedRequest): string =>
  hashOf(subject, workspaceId, mutation, customerIn(input), key);

/** What tells one input from another. */
export const inputHashOf = ({ input }: KeyedRequest): string => hashOf(input);
