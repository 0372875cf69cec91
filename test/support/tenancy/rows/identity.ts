import type { Family } from "../family.ts";
import { CUSTOMERS, type CustomerName, MOMENT, type Row, type Rows } from "./row.ts";

const PARENTS: { readonly [Name in CustomerName]?: CustomerName } = { main: "root", child: "main" };

const modeOf = ({ isWholeTenant }: Family, name: CustomerName): string => {
  if (name === "root" || name === "child") return "SHARED";
  return isWholeTenant && (name === "main" || name === "deleted") ? "GLOBAL" : "WORKSPACE_LOCAL";
};

const customer = (family: Family, name: CustomerName): Row => {
  const { id, text, tag } = family;
  const parent = PARENTS[name];
  return {
    id: id(name),
    party_id: id(name === "lone" ? "person" : "organization"),
    parent_id: parent ? id(parent) : null,
    display_name: text(name),
    legal_name: text(`legal ${name}`),
    sort_name: text(`sort ${name}`),
    sort_index: Number(tag),
    code: name === "main" ? tag : `${tag} ${name}`,
    account_number: text(name === "main" ? "accountNumber" : `accountNumber ${name}`),
    status: name === "archived" ? "ARCHIVED" : "ACTIVE",
    visibility_mode: modeOf(family, name),
    workspace_id: family.workspaceId,
    shared_with_workspace_ids: modeOf(family, name) === "SHARED" ? [id("partnerWorkspace")] : [],
    version: 3,
    created_at: MOMENT,
    updated_at: MOMENT,
    deleted_at: name === "deleted" ? MOMENT : null,
  };
};

export const identityRows = (family: Family): Rows => {
  const { id, text } = family;
  const external = (name: CustomerName, source: string): Row => ({
    source,
    external_id: text(source),
    customer_id: id(name),
    external_created_at: MOMENT,
    external_updated_at: MOMENT,
  });
  return {
    "identity.tenant": family.isWholeTenant ? [{ name: text("tenant"), currency_code: "EUR", locale: "de-DE" }] : [],
    "identity.workspace": [{ id: family.workspaceId, name: text("workspace") }],
    "identity.party": [
      { id: id("organization"), kind: "ORGANIZATION", name: text("firm") },
      { id: id("seller"), kind: "ORGANIZATION", name: text("seller") },
      { id: id("person"), kind: "PERSON", first_name: text("first"), last_name: text("last") },
    ],
    "identity.party_identifier": [{ source: "FUNNEL_CRM", external_id: text("firm id"), party_id: id("organization") }],
    "identity.customer": CUSTOMERS.map((name) => customer(family, name)),
    "identity.external_identifier": [
      external("main", "NETSUITE"),
      external("main", "LEDGER"),
      external("lone", "SALESFORCE"),
    ],
  };
};
