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
  return {
    "commercial.employee": pair("employee", "manager", (name) => ({
      email: `${name}@${tag}.example`,
      job_title: text("job"),
    })),
    "commercial.price_list": pair("priceList", "usedPriceList", (name) => ({ code: text(name), currency_code: "EUR" })),
    "commercial.status_label": pair("statusLabel", "usedStatusLabel", (_, position) => ({ position, is_active: true })),
    "commercial.label": pair("label", "usedLabel", () => ({ color: "#AABBCC" })),
    "directory.idempotency": [
      { key: text("idempotencyKey"), input_hash: text("hash"), answer: id("main"), created_at: MOMENT },
    ],
  };
};
