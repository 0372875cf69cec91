/** The part of the graph that the workloads read, as a monolith would have it: types, names and nullability are the graph's. */
const CUSTOMER = `
  id: ID!
  displayName: String!
  legalName: String
  code: String
  accountNumber: String
  status: CustomerStatus!
  version: Int!
  createdAt: String!
  parent: Customer
  children(first: Int = 20): CustomerConnection!
  ancestors: [CustomerAncestor!]!`;

const IDENTITY = `
  type Query {
    customer(id: ID!): Customer
    customers(filter: CustomerFilter, first: Int = 20): CustomerConnection!
  }
  input CustomerFilter { funnelStage: [FunnelStage!] }
  type CustomerConnection { nodes: [Customer!]! }
  type CustomerAncestor { depth: Int! customer: Customer! }
  enum CustomerStatus { ACTIVE INACTIVE SUSPENDED CHURNED ARCHIVED }`;

const STAGES = "enum FunnelStage { SUSPECT LEAD HOT_PROSPECT PROSPECT CUSTOMER }";

const COMMERCIAL = `
  type Employee { id: ID! name: String! }
  type PriceList { id: ID! name: String! }
  type CommercialRelationship {
    funnelStage: FunnelStage!
    isFormer: Boolean!
    healthScore: Int
    accountManager: Employee
    priceList: PriceList
  }`;

const FINANCE = `
  type Money { amount: String! currencyCode: String! }
  type PaymentTerms { code: String! dueInDays: Int label: String! }
  type FinanceProfile { taxNumber: String taxExempt: Boolean! creditLimit: Money paymentTerms: PaymentTerms }`;

const CONTACTS = `
  type CustomerContact { id: ID! name: String! email: String isPrimary: Boolean! }
  type CustomerContactConnection { nodes: [CustomerContact!]! }
  type CustomerAddress { street: String city: String postalCode: String countryCode: String }`;

const RELATIONSHIP_FIELD = "relationship: CommercialRelationship";
const FINANCE_FIELD = "finance: FinanceProfile";
const CONTACTS_FIELDS = `
  primaryEmail: String
  primaryPhone: String
  contacts(first: Int = 20): CustomerContactConnection
  billingAddress: CustomerAddress`;

/** A change in every facet, of the monolith only. */
const CHANGE = `
  input MoneyInput { amount: String! currencyCode: String }
  input RelationshipInput { healthScore: Int }
  input FinanceInput { creditLimit: MoneyInput }
  input CustomerUpdateInput {
    customerId: ID!
    legalName: String
    primaryPhone: String
    relationship: RelationshipInput
    finance: FinanceInput
  }
  type UserError { code: String! }
  type CustomerUpdatePayload { customer: Customer userErrors: [UserError!]! }
  type Mutation { customerUpdate(input: CustomerUpdateInput!): CustomerUpdatePayload! }`;

/** All of it in one schema. */
export const MONOLITH = `
  ${IDENTITY} ${STAGES} ${COMMERCIAL} ${FINANCE} ${CONTACTS} ${CHANGE}
  type Customer { ${CUSTOMER} ${RELATIONSHIP_FIELD} ${FINANCE_FIELD} ${CONTACTS_FIELDS} }`;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

/** The same as four subgraphs. */
export const SUBGRAPHS = {
  identity: `${LINK} ${IDENTITY} ${STAGES} type Customer @key(fields: "id") { ${CUSTOMER} }`,
  commercial: `${LINK} ${STAGES} ${COMMERCIAL} type Customer @key(fields: "id") { id: ID! ${RELATIONSHIP_FIELD} }`,
  finance: `${LINK} ${FINANCE} type Customer @key(fields: "id") { id: ID! ${FINANCE_FIELD} }`,
  contacts: `${LINK} ${CONTACTS} type Customer @key(fields: "id") { id: ID! ${CONTACTS_FIELDS} }`,
} as const;
