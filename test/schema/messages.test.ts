import { describe, expect, it } from "@jest/globals";
import { isEnumType } from "graphql";
import { type InputPlace, inputPlaces } from "../support/fuzz/input-places.ts";
import { ask } from "../support/graph.ts";
import { memberOf, newFamily } from "../support/tenancy/family.ts";
import { settle } from "../support/tenancy/tables.ts";

/** Phrases of libraries, and values that JavaScript prints by accident. */
const FOREIGN = [
  /Invalid (input|option|string|email|URL|UUID|key|element)/i,
  /expected \w+, received/i,
  /Too (small|big)/,
  /Unrecognized key/,
  /Value is not|must be (a|an|at|one)\b|is not valid|not a valid/i,
  /input syntax|violates|duplicate key|out of range|null value in|relation "|column "|syntax error|byte sequence/,
  /TypeError|RangeError|SyntaxError|Cannot (read|convert|destructure)|is not (a function|iterable)/,
  /\[object|undefined|\bNaN\b|Infinity/,
  /QueryFailed|EntityNotFound|typeorm/i,
];

/** Our messages begin with a given value or a capital letter, and end with a full stop. */
const SENTENCE = /^(["[{(]|-?\d|[A-Z]|true|false|null).*\.$/s;

const MISTAKES: readonly unknown[] = [
  null,
  5,
  -1.5,
  1e300,
  true,
  "",
  " ",
  "\u0000",
  "x".repeat(20_001),
  "2026-02-30",
  "?!",
  [],
  [5],
  [null],
  {},
  { nested: { deeper: [] } },
];

interface Refusal {
  readonly message: string;
  readonly path: readonly string[];
}

interface Payload {
  readonly userErrors?: readonly Refusal[];
  readonly results?: readonly Payload[] | null;
}

const refusalsIn = (data: Readonly<Record<string, Payload>> | null): Refusal[] =>
  Object.values(data ?? {}).flatMap((payload) => [
    ...(payload?.userErrors ?? []),
    ...(payload?.results ?? []).flatMap(({ userErrors = [] }) => userErrors),
  ]);

const faultsIn = ({ message, path }: Refusal): string[] => [
  ...FOREIGN.filter((phrase) => phrase.test(message)).map((phrase) => `${phrase} in: ${message}`),
  ...(SENTENCE.test(message) ? [] : [`no sentence: ${message}`]),
  ...(message.startsWith(`${path.join(".")}:`) ? [`with its path: ${message}`] : []),
];

const family = await settle(newFamily());
const viewer = memberOf(family);

/**
 * Each input field once, however many mutations have it. Without enums: an unknown enum value is a
 * client's mistake.
 */
const places: readonly InputPlace[] = [
  ...new Map(
    inputPlaces()
      .filter(({ isWritten, place }) => isWritten && !isEnumType(place.type))
      .map((input) => [input.place.coordinate, input]),
  ).values(),
];

describe("The message of a user error", () => {
  it.each([...new Set(places.map(({ field }) => field))])("is in our own words: %s", async (field) => {
    const faults: string[] = [];
    for (const input of places.filter((each) => each.field === field)) {
      for (const mistake of MISTAKES) {
        const { data, errors } = await ask(viewer, input.text, input.variables(family, mistake));
        const bugs = errors.filter(({ extensions }) => extensions.code !== "BAD_USER_INPUT");
        faults.push(...refusalsIn(data).flatMap(faultsIn), ...bugs.map(({ message }) => `a bug: ${message}`));
      }
    }

    expect(faults).toEqual([]);
  });
});
