import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { SCOPES, type Viewer } from "../../platform/auth/viewer.ts";
import { commercial } from "../../subgraphs/commercial/server.ts";
import { contacts } from "../../subgraphs/contacts/server.ts";
import { directory } from "../../subgraphs/directory/server.ts";
import { finance } from "../../subgraphs/finance/server.ts";
import { identity } from "../../subgraphs/identity/server.ts";
import { askSubgraph } from "../support/tenancy/execute.ts";
import { ALL, sql, threeCustomers, VIEWER_TITLES, VISIBLE_TO } from "../support/workspaces.ts";

let world: Awaited<ReturnType<typeof threeCustomers>>;
beforeAll(async () => {
  world = await threeCustomers();
});

const NOTHING = randomUUID();

/** What each subgraph resolves on a customer for anybody who sends its key. */
const ENTITIES = [
  [identity, "displayName party { id displayName customers { totalCount } } externalIdentifiers { externalId }"],
  [
    commercial,
    `relationship { funnelStage accountManager { name } owners { name } primaryOwner { name } priceList { code }
      statusLabel { name } sellerRelation { id } funnelStageHistory { totalCount nodes { to } } labels { totalCount nodes { name } }
      notes { totalCount nodes { text } } activities { totalCount nodes { subject } } attachments { totalCount nodes { url } } }`,
  ],
  [
    finance,
    `finance { creditLimit { amount } paymentTerms { label } taxNumber taxRegistrations { number } effectiveTaxExempt
      exemptionCertificates { number } creditHold { isOnHold } } effectivePaymentTerms { label }`,
  ],
  [
    contacts,
    `primaryEmail primaryPhone effectiveEmail website contacts { totalCount nodes { name } } primaryContact { name }
      addresses { totalCount nodes { city defaultFor } } primaryAddress { city } billingAddress { city } shippingAddress { city }`,
  ],
  [
    directory,
    "funnelCrm: as(vocabulary: FUNNEL_CRM) ledger: as(vocabulary: LEDGER) taxEngine: as(vocabulary: TAX_ENGINE) workspaceErp: as(vocabulary: WORKSPACE_ERP) orderDesk: as(vocabulary: ORDER_DESK) creditExposure { amount }",
  ],
] as const;

const ENTITY = (fields: string) =>
  `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { ${fields} } } }`;

const key = (id: string, relatives: object = {}) => ({ __typename: "Customer", id, ...relatives });

describe.each(VIEWER_TITLES)("Somebody %s", (_, who) => {
  const seen = VISIBLE_TO[who];
  const viewer = (): Viewer => world.viewers[who];

  it.each(ENTITIES)("gets for a hidden key what an unknown one gets (%#)", async (subgraph, fields) => {
    const keys = [...ALL.map((which) => key(world.ids[which])), key(NOTHING)];

    const { data, errors } = await askSubgraph(subgraph, viewer(), ENTITY(fields), { keys });

    const answers = data?._entities as unknown[];
    expect(errors).toEqual([]);
    for (const [place, which] of ALL.entries()) {
      if (seen.includes(which)) expect(answers[place]).not.toEqual(answers[ALL.length]);
      else expect(answers[place]).toEqual(answers[ALL.length]);
    }
  });

  it("gets no terms of hidden relatives, whatever ids they send", async () => {
    const { global, local } = world.ids;
    const relatives = { ancestorIds: [local] };
    const keys = [key(global, relatives), key(NOTHING, relatives)];

    const { data } = await askSubgraph(finance, viewer(), ENTITY("effectivePaymentTerms { label }"), { keys });

    const terms = { label: "Net 30" };
    expect(data?._entities).toEqual([
      { effectivePaymentTerms: terms },
      { effectivePaymentTerms: seen.includes("local") ? terms : null },
    ]);
  });
});

describe("A deleted customer", () => {
  it.each(ENTITIES.slice(1, 4))("has facets only for those who may restore it (%#)", async (subgraph, fields) => {
    const { ids, viewers } = await threeCustomers();
    const text = "update identity.customer set deleted_at = now() where tenant_id = $1 and id in ($2, $3)";
    await sql(viewers.inNone, text, ids.global, ids.local);
    const reader = { ...viewers.inNone, scopes: new Set(SCOPES.filter((scope) => scope !== "customers:write")) };
    const keys = [key(ids.global), key(ids.local), key(NOTHING)];

    const restorer = await askSubgraph(subgraph, viewers.inNone, ENTITY(fields), { keys });
    const byReader = await askSubgraph(subgraph, reader, ENTITY(fields), { keys });

    const [own, hidden, absent] = (restorer.data?._entities ?? []) as unknown[];
    expect(own).not.toEqual(absent);
    expect(hidden).toEqual(absent);
    expect(byReader.data?._entities).toEqual([absent, absent, absent]);
  });
});
