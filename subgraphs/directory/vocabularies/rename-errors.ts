import { RuleBroken, type UserError } from "../../common/user-errors.ts";
import { PART_NAMES } from "./address-parts.ts";
import type { Json, Patch } from "./vocabulary.ts";

/** The patch of one field of a record. */
export interface Written {
  readonly name: string;
  readonly value: Json | undefined;
  readonly patch: Patch;
}

const FACETS = new Set(["relationship", "finance"]);

/** The input paths that a patch writes to: `parentId`, `finance.creditLimit`. */
const placesOf = (patch: Patch): string[] =>
  Object.entries(patch).flatMap(([name, value]) =>
    FACETS.has(name) && value ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
  );

/** How much of a path lies within a field's value, with its parts under their names there. */
const pathWithin = (value: unknown, path: readonly string[]): string[] => {
  const [part, ...rest] = path;
  if (part === undefined || typeof value !== "object" || value === null) return [];
  const name = [part, ...(PART_NAMES[part] ?? [])].find((each) => Object.hasOwn(value, each));
  return name === undefined ? [] : [name, ...pathWithin((value as Record<string, unknown>)[name], rest)];
};

const rename = (userError: UserError, fieldOf: ReadonlyMap<string, Written>): UserError => {
  for (const length of [2, 1]) {
    const field = fieldOf.get(userError.path.slice(0, length).join("."));
    if (field === undefined) continue;
    return { ...userError, path: [field.name, ...pathWithin(field.value, userError.path.slice(length))] };
  }
  return userError;
};

/** Runs a write, and renames the paths in its errors to the record's fields. */
export const namingFields = async <Result>(
  written: readonly Written[],
  write: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const fieldOf = new Map(written.flatMap((field) => placesOf(field.patch).map((place) => [place, field] as const)));
    throw new RuleBroken(...error.userErrors.map((userError) => rename(userError, fieldOf)));
  }
};
