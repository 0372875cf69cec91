import type { GraphQLArgument } from "graphql";
import { type Family, newFamily } from "./family.ts";
import { type Fill, fillAll, leavesOf, type Place } from "./places.ts";
import { optionsCount, type Source, valueFor } from "./values.ts";

/** The families whose values a request uses: the caller's own, and a foreign one. */
export interface Sides {
  readonly own: Family;
  readonly foreign: Family;
}

/** A request to try, filled with the values of whoever sends it. */
export interface Variant {
  readonly name: string;
  readonly fill: (sides: Sides) => Record<string, unknown>;
}

/** Inputs that exclude another one, or need a value from an earlier response. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "expectedVersion",
  "after",
  "CustomersUpdateInput.ids",
  "CustomersUpdateInput.change",
  "CustomersUpdateInput.dryRun",
  "before",
  "Query.customerGroups.sums",
  "PartyInput.organization",
  "PartyInput.person",
  "PartyChangesInput.person",
  "PartyChangesInput.id",
  "FinanceInput.taxNumber",
  "FinanceInput.paymentTerms",
  "PaymentTermsSetInput.paymentTerms",
]);

/** Combinations of inputs that cannot be generated place by place. */
const BY_HAND: Readonly<Record<string, readonly Variant["fill"][]>> = {
  "Query.customer": [({ foreign }) => ({ id: foreign.id("deleted"), includeDeleted: true })],
  // Conditions are compared one by one elsewhere. These refer to other customers, or match one by a
  // unique value.
  "Query.customers": [
    ({ foreign }) => ({ where: { id: { equals: foreign.id("main") } } }),
    ({ foreign }) => ({ where: { parentId: { equals: foreign.id("root") } } }),
    ({ foreign }) => ({ where: { underId: foreign.id("root") } }),
    ({ foreign }) => ({ where: { displayName: { contains: foreign.text("main") } } }),
    () => ({ where: { not: { workspaceId: { isSet: false } } }, order: [{ field: "SORT_NAME" }], last: 5 }),
    ({ foreign }) => ({
      where: {
        or: [{ contact: { email: { contains: foreign.tag } } }, { finance: { taxNumber: { contains: foreign.tag } } }],
      },
    }),
    ({ foreign }) => ({ where: { party: { id: { in: [foreign.id("organization")] } } }, includeInactive: true }),
  ],
  // Limited to one customer each, because a sum of amounts with different tags contains neither
  // tag.
  "Query.customerGroups": [
    ({ foreign }) => ({
      by: ["LABEL", "PRICE_LIST"],
      sums: ["CREDIT_LIMIT", "ANNUAL_REVENUE"],
      where: { displayName: { equals: foreign.text("main") } },
    }),
  ],
  "Query.customersById": [({ own, foreign }) => ({ ids: [own.id("root"), foreign.id("main"), own.id("main")] })],
  "Query.nodes": [({ own, foreign }) => ({ ids: [own.id("note"), foreign.id("note"), own.id("taxRegistration")] })],
};

const ANYBODY = newFamily();

const isLeftOut = ({ name, coordinate }: Place): boolean => LEFT_OUT.has(name) || LEFT_OUT.has(coordinate);

const isAbove = (place: Place, path: string): boolean => path === place.path || path.startsWith(`${place.path}.`);

const everyPlace = (place: Place): boolean => !isLeftOut(place);

/** Ids of records that an existing customer has and a new one has not. */
const KEPT: ReadonlySet<string> = new Set(["CustomerContactInput.id", "CustomerAddressInput.id"]);

/** All inputs that a caller may set to their own records, and the place at `path` regardless of its owner. */
const everyOwnPlace =
  (mutation: string, path?: string) =>
  (place: Place): boolean =>
    everyPlace(place) && (place.path === path || !KEPT.has(place.coordinate) || mutation.endsWith("Update"));

type Definitions = readonly GraphQLArgument[];

const variant = (
  name: string,
  [definitions, owner]: readonly [Definitions, string],
  fillFor: (sides: Sides) => Fill,
): Variant => ({
  name,
  fill: (sides) => fillAll(definitions, owner, fillFor(sides)),
});

/**
 * The required inputs with foreign values, then the same plus each other place, with every value to
 * try there.
 */
export const readVariants = (definitions: Definitions, owner: string): Variant[] => {
  const wanting = (name: string, path: string, option: number): Variant =>
    variant(name, [definitions, owner], ({ foreign }) => ({
      wants: (place) => isAbove(place, path),
      value: (place) => valueFor(place, { ids: foreign, texts: foreign }, place.path === path ? option : 0),
    }));
  const each = leavesOf(definitions, owner)
    .filter(everyPlace)
    .flatMap((place) =>
      Array.from({ length: optionsCount(place, ANYBODY) }, (_, option) =>
        wanting(`${place.path}${option === 0 ? "" : ` (${option + 1})`}`, place.path, option),
      ),
    );
  const byHand = (BY_HAND[owner] ?? []).map((fill, index) => ({ name: `by hand ${index + 1}`, fill }));
  return [wanting("what is needed", "", 0), ...each, ...byHand];
};

/**
 * All inputs foreign; the same with another version; each id foreign and the rest own; and own ids
 * with foreign texts, where unique texts must not appear taken.
 */
export const writeVariants = (definitions: Definitions, owner: string): Variant[] => {
  const at = [definitions, owner] as const;
  const whole = (name: string, wants: Fill["wants"], sourceOf: (sides: Sides) => Source): Variant =>
    variant(name, at, (sides) => ({ wants, value: (place) => valueFor(place, sourceOf(sides)) }));
  const leaves = leavesOf(definitions, owner);
  const ids = leaves.filter(({ type }) => type.name === "ID");
  const versions = leaves.filter(({ name }) => name === "expectedVersion");
  return [
    whole("everything", everyPlace, ({ foreign }) => ({ ids: foreign, texts: foreign })),
    ...versions.map(({ path }) =>
      variant("another version", at, ({ foreign }) => ({
        wants: (place) => isAbove(place, path),
        value: (place) => valueFor(place, { ids: foreign, texts: foreign }),
      })),
    ),
    ...ids.map(({ path }) =>
      variant(path, at, ({ own, foreign }) => ({
        wants: (place) => isAbove(place, path),
        value: (place) => valueFor(place, { ids: place.path === path ? foreign : own, texts: own, areNew: true }),
      })),
    ),
    whole("the texts", everyOwnPlace(owner), ({ own, foreign }) => ({ ids: own, texts: foreign })),
  ];
};

/** The owner's request to show that the mutation works: all inputs that can be combined, with new texts. */
export const ownersWrite = (definitions: Definitions, owner: string): Variant =>
  variant("the owner's own", [definitions, owner], ({ own }) => ({
    wants: everyOwnPlace(owner),
    value: (place) => valueFor(place, { ids: own, texts: own, areNew: true }),
  }));
