import { randomUUID } from "node:crypto";
import type { Family } from "./family.ts";

/** One request of the mix, with the caller's own values. */
interface Mixed {
  readonly text: string;
  readonly variables: (family: Family, turn: number) => Record<string, unknown>;
  /** What the response must contain besides the caller's tag. */
  readonly expected: RegExp;
}

const FACETS = `id displayName externalIdentifiers { externalId }
  relationship { accountManager { name } labels { nodes { name } } notes(first: 3) { totalCount nodes { text createdBy } } }
  finance { creditLimit { amount } taxRegistrations { number } } creditExposure { amount } effectivePaymentTerms { label }
  primaryEmail contacts { nodes { name } } billingAddress { street } as(vocabulary: LEDGER)`;

const read = (
  signature: string,
  selection: string,
  variables: (family: Family) => Record<string, unknown> = () => ({}),
): Mixed => ({ text: `query ${signature} { ${selection} }`, variables, expected: /./ });

const write = (mutation: string, selection: string, input: (family: Family, turn: number) => object): Mixed => ({
  text: `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) {
    ${mutation}(input: $input) { ${selection} customer { displayName } userErrors { message } }
  }`,
  variables: (family, turn) => ({ input: input(family, turn) }),
  expected: /"userErrors":\[\]/,
});

const ofMain = ({ id }: Family) => ({ customerId: id("main") });

/** A realistic mix: reads and writes of every facet, lists, lookups, hierarchy and search. */
export const MIX: readonly Mixed[] = [
  read("($id: ID!)", `customer(id: $id) { ${FACETS} }`, ({ id }) => ({ id: id("main") })),
  write("customerNoteCreate", "note { text createdBy }", (family, turn) => ({
    ...ofMain(family),
    text: family.text(`note ${turn}`),
  })),
  read("", `customers(first: 10) { totalCount nodes { ${FACETS} } }`),
  write("customerContactCreate", "contact { name }", (family, turn) => ({
    ...ofMain(family),
    name: family.text(`contact ${turn}`),
  })),
  read("($text: String!)", "customerSearch(text: $text) { totalCount nodes { displayName code } }", ({ tag }) => ({
    text: tag,
  })),
  read(
    "($id: ID!)",
    `customer(id: $id) { root { displayName } ancestors { customer { displayName } } descendants { customer { displayName } }
      children { nodes { displayName finance { paymentTerms { label } } } } }`,
    ({ id }) => ({ id: id("main") }),
  ),
  write("creditLimitSet", "", (family) => ({ ...ofMain(family), creditLimit: { amount: `${family.tag}.27` } })),
  read("($ids: [ID!]!)", `customersById(ids: $ids) { ${FACETS} }`, ({ id }) => ({
    ids: [id("child"), id("main"), id("root")],
  })),
  write("customerUpdate", "", (family, turn) => ({ ...ofMain(family), legalName: family.text(`legal ${turn}`) })),
  read(
    "",
    "employees { nodes { name email } } customerLabels { nodes { name } } priceLists { nodes { name } } deletedCustomers { nodes { displayName } }",
  ),
  write("customerCreate", "", (family) => ({
    displayName: family.text("created"),
    code: randomUUID(),
    parentId: family.id("lone"),
  })),
  read(
    "($number: String!)",
    "customersByTaxNumber(taxNumber: $number) { displayName finance { taxNumber } }",
    ({ tag }) => ({
      number: `A${tag}`,
    }),
  ),
];

/**
 * The family and request of a turn. All families send the same request in succession, so that
 * identical requests are in flight together.
 */
export const turnOf = (turn: number, families: readonly Family[]) => {
  const own = families[turn % families.length];
  const mixed = MIX[Math.floor(turn / families.length) % MIX.length];
  if (!own || !mixed) throw new Error("every turn has its own");
  return { own, text: mixed.text, expected: mixed.expected, variables: mixed.variables(own, turn) };
};
