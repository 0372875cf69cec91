import type pg from "pg";
import { TENANT } from "./database.ts";

/** The fields of identity. */
export const OWN = "id displayName legalName code accountNumber status version createdAt";

/** Those of the other facets. */
export const FACETS = `
  relationship { funnelStage isFormer healthScore accountManager { id name } priceList { id name } }
  finance { taxNumber taxExempt creditLimit { amount currencyCode } paymentTerms { code dueInDays label } }
  primaryEmail primaryPhone contacts { nodes { id name email isPrimary } }
  billingAddress { street city postalCode countryCode }`;

const ONE = `query One($id: ID!) { customer(id: $id) { ${OWN} ${FACETS} } }`;

const LIST = `query List($stage: [FunnelStage!]) {
  customers(filter: { funnelStage: $stage }, first: 50) { nodes { ${OWN} ${FACETS} } }
}`;

const TREE = `query Tree($id: ID!) {
  customer(id: $id) { ${OWN} children(first: 20) { nodes { ${OWN} ${FACETS}
    parent { id displayName } ancestors { depth customer { id displayName } } } } }
}`;

/** A query with the bodies of requests for it, which are sent in turn. */
export interface Workload {
  readonly name: "W1" | "W2" | "W3";
  readonly bodies: readonly string[];
}

const bodiesOf = (operationName: string, query: string, variables: readonly object[]): string[] =>
  variables.map((each) => JSON.stringify({ operationName, query, variables: each }));

const SOME = `select id from identity.customer where tenant_id = $1 and deleted_at is null
  order by md5(id::text) limit 100`;

const PARENTS = `select parent_id as id from identity.customer where tenant_id = $1 and parent_id is not null
  group by parent_id having count(*) >= 20 order by md5(parent_id::text) limit 20`;

/** One customer with its facets; a filtered list of fifty; a parent, its twenty children with facets, parent and ancestors. */
export const workloadsOn = async (admin: pg.Client): Promise<Workload[]> => {
  const ids = async (text: string) => (await admin.query<{ id: string }>(text, [TENANT])).rows;
  const stages = ["PROSPECT", "LEAD", "CUSTOMER", "SUSPECT"].map((stage) => ({ stage: [stage] }));
  const parents = await ids(PARENTS);
  if (parents.length === 0) throw new Error("No customer has 20 children: give --customers at least 1000.");
  return [
    { name: "W1", bodies: bodiesOf("One", ONE, await ids(SOME)) },
    { name: "W2", bodies: bodiesOf("List", LIST, stages) },
    { name: "W3", bodies: bodiesOf("Tree", TREE, parents) },
  ];
};
