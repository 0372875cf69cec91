import type pg from "pg";
import type { ContestantName } from "./contestants.ts";
import { TENANT } from "./database.ts";
import { type Bodies, repeated } from "./load.ts";
import { FACETS, OWN } from "./workloads.ts";

/** A load that not every contestant can take. */
export interface ExtraLoad {
  readonly title: string;
  readonly contestants: readonly ContestantName[];
  readonly bodies: Bodies;
}

const OURS: readonly ContestantName[] = ["ours", "workers", "split"];

const body = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });

const STAGES = ["CUSTOMER", "PROSPECT", "LEAD", "SUSPECT", "HOT_PROSPECT"];

/** Twelve lists of a hundred, some of them twice under other names: over 1 MiB. */
const LARGE = `{ ${[...STAGES, ...STAGES, "CUSTOMER", "PROSPECT"]
  .map((stage, n) => `l${n}: customers(filter: { funnelStage: [${stage}] }, first: 100) { nodes { ${OWN} ${FACETS} } }`)
  .join(" ")} }`;

const CHANGE = `mutation Change($input: CustomerUpdateInput!) {
  customerUpdate(input: $input) { customer { ${OWN} ${FACETS} } userErrors { code } }
}`;

const FIND = "query Find($text: String!) { customerSearch(text: $text) { nodes { id displayName } } }";

const TEXTS = ["Bakery", "Fjord Tools", "SEED-77", "office@c12", "Linden", "SEED-1200", "Harbour Clinic", "DE0000"];

const SOME = `select id from identity.customer where tenant_id = $1 and deleted_at is null
  order by md5(id::text) limit 500`;

/** Never the same document twice. */
const newDocuments = (ids: readonly string[]): Bodies => {
  let sent = 0;
  return () => body(`{ customer(id: "${ids[sent % ids.length]}") { name${sent++}: displayName ${OWN} ${FACETS} } }`);
};

/** Changes of some customers in turn, each in every facet. */
const changes = (ids: readonly string[]): Bodies => {
  let sent = 0;
  return () => {
    const n = sent++;
    const finance = { creditLimit: { amount: `${1_000 + n}.00`, currencyCode: "EUR" } };
    const relationship = { healthScore: n % 100 };
    const customerId = ids[n % ids.length];
    const input = {
      customerId,
      legalName: `Number ${n} Ltd`,
      primaryPhone: `+49 30 ${100_000 + n}`,
      relationship,
      finance,
    };
    return body(CHANGE, { input });
  };
};

/** The loads beside W1 to W3, the one that writes last. */
export const extraLoadsOn = async (admin: pg.Client): Promise<ExtraLoad[]> => {
  const ids = (await admin.query<{ id: string }>(SOME, [TENANT])).rows.map(({ id }) => id);
  return [
    {
      title: "W4: an answer over 1 MiB",
      contestants: ["default", "monolith", ...OURS],
      bodies: repeated([body(LARGE)]),
    },
    {
      title: "W5: W1, each time as a new document",
      contestants: ["default", "monolith", ...OURS],
      bodies: newDocuments(ids),
    },
    {
      title: "W8: a search for a name or a key",
      contestants: OURS,
      bodies: repeated(TEXTS.map((text) => body(FIND, { text }))),
    },
    { title: "W7: a change in every facet, read back", contestants: ["monolith", ...OURS], bodies: changes(ids) },
  ];
};
