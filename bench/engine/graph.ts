import { CUSTOMERS, childrenOf, contacts, customer, finance, relationship } from "./records.ts";

type Resolver = (
  parent: { readonly id: string; readonly parentId: string | null },
  args: { readonly id: string; readonly first: number },
) => unknown;

interface BenchSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

const identity: BenchSubgraph = {
  name: "identity",
  sdl: `${LINK}
    type Query { customer(id: ID!): Customer customers(first: Int!): [Customer!]! }
    enum Status { ACTIVE INACTIVE SUSPENDED }
    type Customer @key(fields: "id") {
      id: ID! displayName: String! legalName: String code: String accountNumber: String
      status: Status! version: Int! createdAt: String! parent: Customer children(first: Int!): [Customer!]!
    }`,
  resolvers: {
    Query: {
      customer: (_, { id }) => customer(id),
      customers: (_, { first }) => CUSTOMERS.slice(0, first),
    },
    Customer: {
      __resolveReference: ({ id }) => customer(id),
      parent: ({ parentId }) => parentId && customer(parentId),
      children: ({ id }, { first }) => childrenOf(id).slice(0, first),
    },
  },
};

const commercial: BenchSubgraph = {
  name: "commercial",
  sdl: `${LINK}
    enum FunnelStage { LEAD PROSPECT CUSTOMER }
    type Employee { id: ID! name: String! }
    type PriceList { id: ID! name: String! }
    type Relationship { funnelStage: FunnelStage! isFormer: Boolean! healthScore: Int accountManager: Employee priceList: PriceList }
    type Customer @key(fields: "id") { id: ID! relationship: Relationship }`,
  resolvers: { Customer: { relationship: ({ id }) => relationship(id) } },
};

const financeSubgraph: BenchSubgraph = {
  name: "finance",
  sdl: `${LINK}
    type Money { amount: String! currencyCode: String! }
    type PaymentTerms { code: String! dueInDays: Int label: String! }
    type Finance { taxNumber: String taxExempt: Boolean! creditLimit: Money paymentTerms: PaymentTerms }
    type Customer @key(fields: "id") { id: ID! finance: Finance }`,
  resolvers: { Customer: { finance: ({ id }) => finance(id) } },
};

const read =
  (field: keyof ReturnType<typeof contacts>): Resolver =>
  ({ id }) =>
    contacts(id)[field];

const contactsSubgraph: BenchSubgraph = {
  name: "contacts",
  sdl: `${LINK}
    type Contact { id: ID! name: String! email: String isPrimary: Boolean! }
    type Address { street: String city: String postalCode: String countryCode: String }
    type Customer @key(fields: "id") {
      id: ID! primaryEmail: String primaryPhone: String contacts: [Contact!] billingAddress: Address
    }`,
  resolvers: {
    Customer: {
      primaryEmail: read("primaryEmail"),
      primaryPhone: read("primaryPhone"),
      contacts: read("contacts"),
      billingAddress: read("billingAddress"),
    },
  },
};

export const SUBGRAPHS: readonly BenchSubgraph[] = [identity, commercial, financeSubgraph, contactsSubgraph];

const SUBGRAPHS_OF_A_CUSTOMER = `
  relationship { funnelStage isFormer healthScore accountManager { id name } priceList { name } }
  finance { taxNumber taxExempt creditLimit { amount currencyCode } paymentTerms { code dueInDays label } }
  primaryEmail primaryPhone contacts { id name email isPrimary } billingAddress { street city postalCode countryCode }`;

const OWN = "id displayName legalName code accountNumber status version createdAt";

const PARENT = CUSTOMERS[0]?.id;

/** One customer; a list of fifty; a parent, its twenty children, and each child's parent: all with their four subgraphs. */
export const QUERIES = {
  Q1: `{ customer(id: "${PARENT}") { ${OWN} ${SUBGRAPHS_OF_A_CUSTOMER} } }`,
  Q2: `{ customers(first: 50) { ${OWN} ${SUBGRAPHS_OF_A_CUSTOMER} } }`,
  Q3: `{ customer(id: "${PARENT}") { ${OWN} children(first: 20) { ${OWN} ${SUBGRAPHS_OF_A_CUSTOMER} parent { id displayName primaryEmail } } } }`,
} as const;
