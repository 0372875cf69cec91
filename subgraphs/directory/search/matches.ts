import type DataLoader from "dataloader";
import { ofAnyLength, prepared } from "../../../platform/database/session/statement.ts";
import { manyByKey } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";
import type { SearchField } from "./fields.ts";
import { highlighted } from "./highlight.ts";

/** A text in which a customer was found. */
export interface Match {
  readonly field: SearchField;
  readonly text: string;
  readonly highlight: readonly string[];
  readonly contact: { readonly id: string } | null;
}

interface Row {
  readonly customerId: string;
  readonly field: SearchField;
  readonly text: string;
  readonly contactId: string | null;
}

const MOST = 5;

const matchingTexts = prepared<Row>(
  "directory_search_matches",
  `
    with typed as materialized (select directory.search_any_query($1, $5, false) as exact, directory.search_any_query($1, $5, true) as alike)
    select v.id as "customerId", m.field, m.text, m."contactId"
    from typed q cross join ${VISIBLE_CUSTOMERS} v cross join lateral (
      select t.field, t.text, t.words @@ q.exact as fits, array_position($6::text[], t.field) as place,
        case when t.field in ('CONTACT_NAME', 'CONTACT_EMAIL', 'CONTACT_PHONE') then t.record end as "contactId"
      from directory.search_text t
      where t.tenant_id = $1 and t.customer_id = v.id and t.field = any (${ofAnyLength("$6::text[]")})
        and (t.words @@ q.alike or t.kind in ('K', 'N') and starts_with(t.key, directory.search_key($5)))
      order by 3 desc, 4, t.record limit ${MOST}) m
    order by m.fits desc, m.place, m."contactId"`,
);

/** What of each customer a search was found in, for all customers of a page at once. */
export const matchesOf = (
  { db, viewer }: RequestScope,
  text: string,
  fields: readonly SearchField[],
): { load: (id: string) => Promise<Match[]> } => {
  const rows: DataLoader<string, Row[]> = manyByKey(
    (ids) => db.read(matchingTexts, [...visibilityParameters(viewer)(ids), text, fields]),
    ({ customerId }) => customerId,
  );
  return {
    load: async (id) =>
      (await rows.load(id)).map((row) => ({
        field: row.field,
        text: row.text,
        highlight: highlighted(row.text, text),
        contact: row.contactId === null ? null : { id: row.contactId },
      })),
  };
};
