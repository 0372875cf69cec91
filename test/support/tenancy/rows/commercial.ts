import { authorOf, type Family } from "../family.ts";
import { CUSTOMERS, MOMENT, type Row, type Rows } from "./row.ts";

const relationship = ({ id, text, tag, commons }: Family): Row => ({
  funnel_stage: "LEAD",
  relation_kind: "PARTNER",
  upgrade_date: MOMENT,
  upgrade_date_is_day: false,
  downgrade_date: MOMENT,
  downgrade_date_is_day: false,
  customer_since: MOMENT,
  customer_since_is_day: true,
  is_former: true,
  former_date: MOMENT,
  former_date_is_day: false,
  is_closed: true,
  closed_at: MOMENT,
  closed_at_is_day: false,
  seller_relation_id: id("seller"),
  account_manager_id: commons.id("manager"),
  price_list_id: commons.id("usedPriceList"),
  status_label_id: commons.id("usedStatusLabel"),
  industry_segment: "RETAIL",
  acquisition_source: "REFERRAL",
  referred_by: text("referrer"),
  health_score: 42,
  annual_revenue: `${tag}.27`,
  annual_revenue_currency: "EUR",
  contract_terms: { terms: text("terms") },
  mailing_opt_out: true,
  internal_note: text("internal note"),
  notes_summary: text("summary"),
});

export const commercialRows = (family: Family): Rows => {
  const { id, text, tag, commons } = family;
  const customer_id = id("main");
  const record = { customer_id, created_at: MOMENT, created_by: authorOf(family) };
  const change = { customer_id, changed_at: MOMENT, changed_by: authorOf(family) };
  return {
    "commercial.relationship": CUSTOMERS.map((name) => ({ customer_id: id(name), ...relationship(family) })),
    "commercial.owner": [{ customer_id, position: 0, employee_id: commons.id("manager") }],
    "commercial.relationship_label": [{ customer_id, label_id: commons.id("usedLabel") }],
    "commercial.stage_change": [
      { ...change, number: 1, from_stage: null, to_stage: "SUSPECT" },
      { ...change, number: 2, from_stage: "SUSPECT", to_stage: "LEAD" },
    ],
    "commercial.note": [{ ...record, id: id("note"), text: text("note"), updated_at: MOMENT }],
    "commercial.activity": [
      {
        ...record,
        id: id("activity"),
        kind: "CALL",
        subject: text("activity"),
        description: text("description"),
        occurred_at: MOMENT,
        occurred_at_is_day: false,
      },
    ],
    "commercial.attachment": [
      {
        ...record,
        id: id("attachment"),
        name: text("attachment"),
        url: `https://${tag}.example/file`,
        content_type: text("content type"),
        size_in_bytes: Number(tag),
      },
    ],
  };
};
