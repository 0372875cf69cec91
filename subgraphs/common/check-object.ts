import { isDeeperThan } from "../../platform/values/json-depth.ts";
import { invalid, isStorable, STORABLE } from "./check.ts";
import type { UserError, UserErrorParams } from "./user-errors.ts";

const MOST_LEVELS = 32;
const MOST_CHARACTERS = 20_000;

const isObject = (value: unknown): value is object => value !== null && typeof value === "object";

/** What cannot be stored unchanged: numbers too large for JavaScript, and texts that PostgreSQL cannot store. */
const faultOfLeaf = (value: unknown): string | undefined => {
  if (typeof value === "number" && !Number.isFinite(value)) return "Give numbers up to 1.79e308.";
  return typeof value === "string" && !isStorable(value) ? STORABLE : undefined;
};

interface Fault {
  readonly right: string;
  readonly path: readonly string[];
}

/** The first fault in a value, with its path. */
const faultIn = (value: unknown): Fault | undefined => {
  const right = faultOfLeaf(value);
  if (right !== undefined) return { right, path: [] };
  if (!isObject(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const wrongKey = faultOfLeaf(key);
    const fault = wrongKey === undefined ? faultIn(inner) : { right: wrongKey, path: [] };
    if (fault) return { right: fault.right, path: [key, ...fault.path] };
  }
  return undefined;
};

const wrong = (path: readonly string[], what: string, right: string, params: UserErrorParams = {}): UserError => ({
  code: "INVALID",
  message: `${what} is not accepted. ${right}`,
  path,
  params: { expected: "OBJECT", ...params },
});

/** Checks an optional JSON value: an object, of any reasonable shape and at most `max` characters. */
export const checkObject = (value: unknown, path: readonly string[], max = MOST_CHARACTERS): UserError[] => {
  if (value == null) return [];
  if (!isObject(value)) return [invalid(path, value, "Give an object.", { expected: "OBJECT" })];
  if (Array.isArray(value)) return [wrong(path, "A list", "Give an object.")];
  if (isDeeperThan(MOST_LEVELS, value)) return [wrong(path, "This object", `Give at most ${MOST_LEVELS} levels.`)];
  const { length } = JSON.stringify(value);
  if (length > max) {
    const right = `Give at most ${max} characters of JSON, not ${length}.`;
    return [wrong(path, "This object", right, { max: String(max), actual: String(length) })];
  }
  const fault = faultIn(value);
  return fault ? [wrong([...path, ...fault.path], "This value", fault.right)] : [];
};
