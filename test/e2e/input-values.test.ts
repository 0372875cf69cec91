import { describe, expect, it } from "@jest/globals";
import { type InputPlace, inputPlaces } from "../support/fuzz/input-places.ts";
import { hostileFor } from "../support/fuzz/unstorable-values.ts";
import { type Answer, ask } from "../support/graph.ts";
import { memberOf, newFamily } from "../support/tenancy/family.ts";
import { settle } from "../support/tenancy/tables.ts";

const family = await settle(newFamily());
const viewer = memberOf(family);

/** Error codes that blame the input. */
const OF_INPUT: ReadonlySet<unknown> = new Set(["BAD_USER_INPUT", "OPERATION_REFUSED", "GRAPHQL_VALIDATION_FAILED"]);

const hasUserErrors = (value: unknown): boolean =>
  value !== null &&
  typeof value === "object" &&
  Object.entries(value).some(([key, inner]) => (key === "userErrors" ? inner.length > 0 : hasUserErrors(inner)));

const isUnstorable = (value: unknown): boolean => typeof value === "string" && /[\0\p{Surrogate}]/u.test(value);

/**
 * What is wrong with the response to a value: an internal error, or an accepted text that no row
 * can store.
 */
const findingsIn = ({ isWritten, name }: InputPlace, value: unknown, { data, errors }: Answer): string[] => {
  const at = `${name} = ${JSON.stringify(value)}`;
  const failures = errors.filter(({ extensions }) => !OF_INPUT.has(extensions.code));
  const isTaken = isWritten && isUnstorable(value) && errors.length === 0 && !hasUserErrors(data);
  return [...failures.map(({ message }) => `${at}: ${message}`), ...(isTaken ? [`${at}: was taken`] : [])];
};

/** Each argument and input field once, however many mutations have it. */
const places = [...new Map(inputPlaces().map((input) => [input.place.coordinate, input])).values()];
const fields = [...new Set(places.map(({ field }) => field))];

describe("Every input of a client", () => {
  it.each(fields)(
    "in %s accepts what PostgreSQL can store, and refuses everything else as bad input",
    async (field) => {
      const findings: string[] = [];
      for (const input of places.filter((each) => each.field === field)) {
        for (const value of hostileFor(input.place)) {
          findings.push(...findingsIn(input, value, await ask(viewer, input.text, input.variables(family, value))));
        }
      }

      expect(findings).toEqual([]);
    },
  );
});
