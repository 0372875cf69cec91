import type { Family } from "../family.ts";
import type { Name } from "../tag.ts";
import { MOMENT, type Row, type Rows } from "./row.ts";

/**
 * Rows that belong to the tenant rather than to a customer: of each kind, one that customers use
 * and one that none uses.
 */
export const tenantRows = ({ id, text, tag }: Family): Rows => {
  const pair = (free: Name, used: Name, rest: (name: Name, position: number) => Row): Row[] =>
    [free, used].map((name, position) => ({ id: id(name), name: text(name), ...rest(name, position) }));
  const identifier = (column: string, name: Name): Row => ({
    source: "FUNNEL_CRM",
    external_id: text(`${name} id`),
    [column]: id(name),
  });
  return {
    "commercial.employee": pair("employee", "manager", (name) => ({
      email: `${name}@${tag}.example`,
      job_title: text("job"),
    })),
    "commercial.price_list": pair("priceList", "usedPriceList", (name) => ({ code: text(name), currency_code: "EUR" })),
    "commercial.status_label": pair("statusLabel", "usedStatusLabel", (_, position) => ({ position, is_active: true })),
    "commercial.label": pair("label", "usedLabel", () => ({ color: "#AABBCC" })),
    "commercial.employee_identifier": [identifier("employee_id", "manager")],
    "commercial.price_list_identifier": [identifier("price_list_id", "usedPriceList")],
    "commercial.label_identifier": [identifier("label_id", "usedLabel")],
    "commercial.status_label_identifier": [identifier("status_label_id", "usedStatusLabel")],
    "directory.idempotency": [
      { key: text("idempotencyKey"), input_hash: text("hash"), answer: id("main"), created_at: MOMENT },
    ],
  };
};
