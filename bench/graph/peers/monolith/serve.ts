import { ApolloServer } from "@apollo/server";
import { Pool } from "pg";
import { serveApollo } from "../../../support/apollo.ts";
import type { PeerEnvironment } from "../environment.ts";
import { MONOLITH } from "../schema.ts";
import { tenantReader } from "../token.ts";
import { moneyOf, paymentTermsOf } from "../values.ts";
import { changeCustomer } from "./change.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import { CUSTOMERS_OF_STAGES } from "./statements.ts";

interface Context {
  readonly pool: Pool;
  readonly tenant: string;
  readonly loaders: Loaders;
}

type Row = Record<string, string>;
type Nullable = Readonly<Record<string, string | null>>;
type Page = { readonly first: number };
type List = Page & { readonly filter?: { readonly funnelStage?: readonly string[] } };

const named = (id: string | null | undefined, name: string | null | undefined) => (id ? { id, name } : null);

const resolvers = {
  Query: {
    customer: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.customer.load(id),
    customers: async (_: unknown, { filter, first }: List, { pool, tenant }: Context) => {
      const values = [tenant, filter?.funnelStage ?? null, first];
      return { nodes: (await pool.query({ ...CUSTOMERS_OF_STAGES, values })).rows };
    },
  },
  Mutation: {
    customerUpdate: async (
      _: unknown,
      { input }: { input: Parameters<typeof changeCustomer>[2] },
      { pool, tenant, loaders }: Context,
    ) => {
      const userErrors = await changeCustomer(pool, tenant, input);
      return { customer: userErrors.length === 0 ? loaders.customer.load(input.customerId) : null, userErrors };
    },
  },
  Customer: {
    createdAt: ({ createdAt }: { createdAt: Date }) => createdAt.toISOString(),
    parent: ({ parentId }: Row, _: unknown, { loaders }: Context) => parentId && loaders.customer.load(parentId),
    children: async ({ id = "" }: Row, { first }: Page, { loaders }: Context) => ({
      nodes: await loaders.children(first).load(id),
    }),
    ancestors: async ({ id = "" }: Row, _: unknown, { loaders }: Context) =>
      (await loaders.ancestors.load(id)).map((customer) => ({ depth: customer.depth, customer })),
    relationship: ({ id = "" }: Row, _: unknown, { loaders }: Context) => loaders.relationship.load(id),
    finance: ({ id = "" }: Row, _: unknown, { loaders }: Context) => loaders.profile.load(id),
    primaryEmail: async ({ id = "" }: Row, _: unknown, { loaders }: Context) =>
      (await loaders.account.load(id))?.primaryEmail,
    primaryPhone: async ({ id = "" }: Row, _: unknown, { loaders }: Context) =>
      (await loaders.account.load(id))?.primaryPhone,
    contacts: async ({ id = "" }: Row, { first }: Page, { loaders }: Context) => ({
      nodes: (await loaders.contacts.load(id)).slice(0, first),
    }),
    billingAddress: ({ id = "" }: Row, _: unknown, { loaders }: Context) => loaders.billingAddress.load(id),
  },
  CommercialRelationship: {
    accountManager: ({ employeeId, employeeName }: Nullable) => named(employeeId, employeeName),
    priceList: ({ priceListId, priceListName }: Nullable) => named(priceListId, priceListName),
  },
  FinanceProfile: {
    creditLimit: ({ creditLimit = null, creditLimitCurrency = null }: Nullable) =>
      moneyOf(creditLimit, creditLimitCurrency),
    paymentTerms: ({ termsKind = null, termsDays = null, termsLabel = null }: Nullable) =>
      paymentTermsOf(termsKind, termsDays, termsLabel),
  },
};

/** A monolith on Apollo Server with its default plugins, statements written by hand, and DataLoader. */
export const serveMonolith = ({ databaseUrl, secret }: PeerEnvironment): Promise<string> => {
  const pool = new Pool({ connectionString: databaseUrl, idleTimeoutMillis: 0 });
  const readTenant = tenantReader(secret);
  return serveApollo(new ApolloServer<Context>({ typeDefs: MONOLITH, resolvers }), async (headers) => {
    const tenant = await readTenant(headers);
    return { pool, tenant, loaders: createLoaders(pool, tenant) };
  });
};
