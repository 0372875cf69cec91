import { describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLNamedInputType, getNamedType, isInputObjectType, isScalarType } from "graphql";
import { composeGraph } from "../../cli/dev/composition.ts";
import { composeSix } from "../../examples/billing/run/composition.ts";
import { formatOf } from "../support/formats.ts";
import { type InputPlace, inputPlaces } from "../support/fuzz/input-places.ts";
import { ask } from "../support/graph.ts";
import { memberOf, newFamily } from "../support/tenancy/family.ts";

/** Weak types: they accept any text, number or boolean. */
const WEAK: ReadonlySet<string> = new Set(["String", "Float", "Boolean", "ID"]);

/** Fields of other types, and why a person's mistake cannot reach them. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "expectedVersion: Int": "the client read it, nobody types it",
  "extra: JSON": "takes every value, and has rules of its own",
  "contractTerms: JSON": "takes every value, and has rules of its own",
  "records: JSON": "takes every value, and the vocabulary has the rules",
};

/** Inputs that are as strict in a mutation as in the query they are saved for. */
const OF_QUERIES: ReadonlySet<string> = new Set(["CustomerCondition"]);

/** All input objects of mutations, including nested ones. */
const inputsOfMutations = (sdl: string): GraphQLNamedInputType[] => {
  const found = new Set<GraphQLNamedInputType>();
  const visit = (type: GraphQLNamedInputType): void => {
    if (found.has(type) || OF_QUERIES.has(type.name)) return;
    found.add(type);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  for (const { args } of Object.values(buildSchema(sdl).getMutationType()?.getFields() ?? {})) {
    for (const { type } of args) visit(getNamedType(type));
  }
  return [...found];
};

const strictFieldsOf = (sdl: string): string[] =>
  inputsOfMutations(sdl).flatMap((input) =>
    Object.values(isInputObjectType(input) ? input.getFields() : {})
      .map(({ name, type }) => ({ name, named: getNamedType(type) }))
      .filter(({ named }) => isScalarType(named) && !WEAK.has(named.name))
      .filter(({ name, named }) => !(`${name}: ${named.name}` in EXCEPTIONS))
      .map(({ name, named }) => `${input.name}.${name}: ${named.name}`),
  );

describe("The inputs of mutations", () => {
  it.each([
    ["the graph", () => composeGraph().apiSdl],
    ["the example", () => composeSix().apiSdl],
  ])("have weak types for whatever people fill in: %s", (_, sdlOf) => {
    expect(strictFieldsOf(sdlOf())).toEqual([]);
  });
});

/** Fields for which every number is valid. */
const NEVER_WRONG: ReadonlySet<string> = new Set(["sortIndex"]);

/** A value that is valid for the field's type but violates its rule; `undefined` if there is none. */
const mistakeIn = ({ place }: InputPlace): unknown => {
  const { name, type } = place;
  if (NEVER_WRONG.has(name)) return undefined;
  if (name === "records") return [5];
  if (type.name === "JSON") return "no object";
  if (type.name === "Float") return -1.5;
  if (type.name !== "String") return undefined;
  return formatOf(place) === "String" ? "\u0000" : "?!";
};

interface Refusal {
  readonly path: readonly string[];
}

interface Payload {
  readonly userErrors: readonly Refusal[];
  readonly results?: readonly Payload[] | null;
}

/** Paths of all user errors in a response, without list indices. */
const placesIn = (data: Readonly<Record<string, Payload>> | null): string[] => {
  const refusals = Object.values(data ?? {}).flatMap((payload) => [
    ...payload.userErrors,
    ...(payload.results ?? []).flatMap(({ userErrors }) => userErrors),
  ]);
  return refusals.map(({ path }) => path.filter((part) => !/^\d+$/.test(part)).join("."));
};

const family = newFamily();
const viewer = memberOf(family);
const places = inputPlaces().filter((input) => input.isWritten && mistakeIn(input) !== undefined);
const mutations = [...new Set(places.map(({ field }) => field))];

/**
 * Variables with mistakes, and the inputs they depend on: `matchBy` for `customersUpsert`, and
 * `ids` for `customersUpdate` with one change.
 */
const withMistakes = (inputs: readonly InputPlace[]): Map<string, unknown> =>
  new Map<string, unknown>([
    ["input.matchBy", "ACCOUNT_NUMBER"],
    ...(inputs.some(isOneForAll) ? [["input.ids", [family.id("main")]] as const] : []),
    ...inputs.map((input) => [input.place.path, mistakeIn(input)] as const),
  ]);

/** `customersUpdate` takes either one change for all customers or one for each. */
const isOneForAll = ({ place }: InputPlace): boolean => place.path.startsWith("input.change.");

const placeOf = ({ place }: InputPlace): string => place.path.replace(/^input\./, "");

describe("A mistake of a person", () => {
  it.each(mutations)("is a user error at its field, whichever field it is: %s", async (mutation) => {
    const silent: string[] = [];
    for (const input of places.filter(({ field }) => field === mutation)) {
      const { data, errors } = await ask(viewer, input.text, input.variablesOf(family, withMistakes([input])));
      if (errors.length > 0 || !placesIn(data).includes(placeOf(input))) silent.push(input.name);
    }

    expect(silent).toEqual([]);
  });

  it.each(mutations)("does not hide the others: %s", async (mutation) => {
    // Excludes keys, which clients generate and which are checked before the rest.
    const all = places.filter(({ field, place }) => field === mutation && place.name !== "idempotencyKey");
    const apart = [all.filter((input) => !isOneForAll(input)), all.filter(isOneForAll)];

    for (const inputs of apart) {
      const [first] = inputs;
      if (!first) continue;
      const { data, errors } = await ask(viewer, first.text, first.variablesOf(family, withMistakes(inputs)));

      expect(errors).toEqual([]);
      expect(placesIn(data)).toEqual(expect.arrayContaining(inputs.map(placeOf)));
    }
  });
});
