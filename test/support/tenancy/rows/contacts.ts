import type { Family } from "../family.ts";
import type { Name } from "../tag.ts";
import { CUSTOMERS, type Row, type Rows } from "./row.ts";

const PURPOSES = ["BILLING", "SHIPPING", "MAILING", "PHYSICAL"];

export const contactsRows = ({ id, text, tag }: Family): Rows => {
  const customer_id = id("main");
  const ofMain = (name: Name, position: number): Row => ({
    customer_id,
    id: id(name),
    is_primary: position === 0,
    position,
  });
  return {
    "contacts.account": CUSTOMERS.map((name) => ({
      customer_id: id(name),
      primary_email: `${name}@${tag}.example`,
      primary_phone: text("phone"),
      primary_phone_e164: `+${tag}`,
      fax_number: text("fax"),
      fax_number_e164: `+${tag}`,
      website: `https://${tag}.example/`,
    })),
    "contacts.contact": (["contact", "otherContact"] as const).map((name, position) => ({
      ...ofMain(name, position),
      name: text(name),
      job_title: text("job"),
      email: `${name.toLowerCase()}@${tag}.example`,
      phone: text("phone"),
      phone_e164: `+${tag}`,
    })),
    "contacts.address": (["address", "otherAddress"] as const).map((name, position) => ({
      ...ofMain(name, position),
      purposes: position === 0 ? PURPOSES : [],
      street: text("street"),
      city: text("city"),
      region: text("region"),
      region_text: text("region text"),
      postal_code: text("postal code"),
      country_code: "DE",
      country_text: text("country"),
      extra: { address: text("address extra") },
    })),
    "contacts.address_default": PURPOSES.map((purpose) => ({ customer_id, purpose, address_id: id("address") })),
  };
};
