import type { Patch } from "./vocabulary.ts";

const isPart = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Facets that several fields of a vocabulary write to. What is below them is written as a whole. */
const FACETS = new Set(["relationship", "finance"]);

/** Merges all parts of a write. */
export const mergePatches = (patches: readonly Patch[]): Patch => {
  const merged: Record<string, unknown> = {};
  for (const patch of patches) {
    for (const [name, value] of Object.entries(patch)) {
      const known = merged[name];
      merged[name] = FACETS.has(name) && isPart(known) && isPart(value) ? { ...known, ...value } : value;
    }
  }
  return merged;
};
