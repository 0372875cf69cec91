import { testDatabase } from "./graph.ts";

/** The table behind each type that `Query.node` finds. */
export const RECORDS = {
  Customer: "identity.customer",
  Organization: "identity.party",
  CustomerContact: "contacts.contact",
  CustomerAddress: "contacts.address",
  CustomerNote: "commercial.note",
  CustomerActivity: "commercial.activity",
  CustomerAttachment: "commercial.attachment",
  CustomerLabel: "commercial.label",
  StatusLabel: "commercial.status_label",
  Employee: "commercial.employee",
  PriceList: "commercial.price_list",
  TaxRegistration: "finance.tax_registration",
  ExemptionCertificate: "finance.exemption_certificate",
  CustomerView: "directory.customer_view",
} as const;

/** Up to the given number of ids for each type in a tenant. */
export const recordIds = async (
  tenantId: string,
  most: number,
): Promise<Readonly<Record<keyof typeof RECORDS, readonly string[]>>> => {
  const types = Object.keys(RECORDS) as (keyof typeof RECORDS)[];
  const idsOf = async (type: keyof typeof RECORDS): Promise<string[]> => {
    const rows: { id: string }[] = await testDatabase
      .session(tenantId)
      .write((manager) =>
        manager.query(`select id from ${RECORDS[type]} where tenant_id = $1 order by id limit $2`, [tenantId, most]),
      );
    return rows.map(({ id }) => id);
  };
  const found = await Promise.all(types.map(async (type) => [type, await idsOf(type)] as const));
  return Object.fromEntries(found) as Record<keyof typeof RECORDS, string[]>;
};
