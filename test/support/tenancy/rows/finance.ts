import type { Family } from "../family.ts";
import type { Name } from "../tag.ts";
import { CUSTOMERS, type CustomerName, MOMENT, type Row, type Rows } from "./row.ts";

const profile = ({ id, text, tag }: Family, name: CustomerName): Row => ({
  customer_id: id(name),
  tax_class: "RESELLER",
  tax_exempt: false,
  credit_limit: name === "main" ? `${tag}.27` : null,
  // Placeholders: a trigger overwrites the ranks.
  ...{ credit_rank_asc: 0, credit_rank_desc: 0, credit_rank_up: 0, credit_rank_down: 0 },
  credit_limit_currency: name === "main" ? "EUR" : null,
  payment_terms_kind: "NET",
  payment_terms_days: "30",
  payment_terms_label: text("terms"),
  send_invoice_reminders: true,
  tax_classification: "B2C",
  tax_code: text("tax code"),
  reverse_charge: true,
  tax_exemption_reason: text("exemption reason"),
  tax_profile_extra: { tax: text("tax extra") },
  credit_on_hold: true,
  credit_hold_reason: text("hold reason"),
  credit_hold_since: MOMENT,
  credit_hold_by: text("subject"),
  invoice_delivery: "EMAIL",
  invoice_email: `invoices@${tag}.example`,
  purchase_order_required: true,
  consolidated_invoices: true,
  billing_extra: { billing: text("billing extra") },
});

export const financeRows = (family: Family): Rows => {
  const { id, text, tag } = family;
  const customer_id = id("main");
  const registration = (name: Name, position: number): Row => ({
    customer_id,
    id: id(name),
    number: `${"ABC"[position]}${tag}`,
    country_code: "DE",
    is_primary: position === 0,
    position,
    validation_status: position === 0 ? "VALID" : "UNAVAILABLE",
    validation_method: text("method"),
    validated_at: MOMENT,
    holder: position === 0 ? "COMPANY" : null,
  });
  return {
    "finance.profile": CUSTOMERS.map((name) => profile(family, name)),
    "finance.tax_registration": [registration("taxRegistration", 0), registration("otherTaxRegistration", 1)],
    "finance.exemption_certificate": [
      {
        customer_id,
        id: id("exemptionCertificate"),
        number: text("certificate"),
        region: text("region"),
        country_code: "DE",
        valid_from: "2020-01-01",
        valid_until: "2099-12-31",
        url: `https://${tag}.example/certificate`,
        position: 0,
      },
    ],
  };
};
