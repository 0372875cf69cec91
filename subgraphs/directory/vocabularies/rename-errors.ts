import { RuleBroken, type UserError } from "../../../platform/user-errors.ts";
import type { Patch } from "./vocabulary.ts";

/** What one field of a record writes. */
export interface Written {
  readonly name: string;
  readonly patch: Patch;
}

const FACETS = new Set(["relationship", "finance"]);

/** The places of an input that a patch writes to: `parentId`, `finance.creditLimit`. */
const placesOf = (patch: Patch): string[] =>
  Object.entries(patch).flatMap(([name, value]) =>
    FACETS.has(name) && value ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
  );

const rename = (userError: UserError, fieldOf: ReadonlyMap<string, string>): UserError => {
  for (const length of [2, 1]) {
    const place = userError.path.slice(0, length).join(".");
    const field = fieldOf.get(place);
    if (field === undefined) continue;
    const path = [field, ...userError.path.slice(length)];
    const message = userError.message.startsWith(place)
      ? field + userError.message.slice(place.length)
      : userError.message;
    return { ...userError, path, message };
  }
  return userError;
};

/** Runs a write, and names in its refusals the fields of the record, not the places of the graph they went to. */
export const namingFields = async <Result>(
  written: readonly Written[],
  write: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const fieldOf = new Map(
      written.flatMap(({ name, patch }) => placesOf(patch).map((place) => [place, name] as const)),
    );
    throw new RuleBroken(...error.userErrors.map((userError) => rename(userError, fieldOf)));
  }
};
