import { z } from "zod";
import { toMoment } from "../../../platform/values/moments.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import { transactionStatusOf } from "../../identity/status.ts";
import { openAddressSlot } from "./address-parts.ts";
import * as columns from "./columns.ts";
import { byOwnId, byPair, checkOtherId, withIdentifier } from "./identification.ts";
import type { CustomerRecord } from "./record.ts";
import { anyObject, dateTime, email, name, oneOf, text } from "./shapes.ts";
import { inverse } from "./values.ts";
import type { Field, Json, Situation, View, Vocabulary } from "./vocabulary.ts";

const SOURCES = {
  netsuite: "NETSUITE",
  priority: "PRIORITY",
  zoho_books: "ZOHO_BOOKS",
  quickbooks: "QUICKBOOKS",
  salesforce: "SALESFORCE",
} as const satisfies Record<string, ExternalSource>;

type Source = keyof typeof SOURCES;

const NAMES = inverse(SOURCES);
/** The listed classes. Those only described are shown as the nearest listed one. */
const CLASSES = {
  RETAIL: "retail",
  RETAIL_EXEMPT: "retail",
  MARKETPLACE: "marketplace",
  RESELLER: "reseller",
  WHOLESALE: "reseller",
} as const;

const identifierOf = ({ externalIdentifiers }: CustomerRecord) =>
  externalIdentifiers.find(({ source }) => source in NAMES);

/** The four fields of the identifier belong together: each writes all of them. */
const writeIdentifier = (_: unknown, situation: Situation) => {
  const { given, stored } = situation;
  const known = stored && identifierOf(stored);
  const value = (field: string): string | null => (given[field] as string | undefined) ?? null;
  const momentOf = (field: string, stored: string | null | undefined): string | null =>
    toMoment(value(field) ?? "") ?? stored ?? null;
  return withIdentifier(situation, {
    source: SOURCES[value("source") as Source],
    externalId: value("external_id") ?? "",
    externalCreatedAt: momentOf("external_created_at", known?.externalCreatedAt),
    externalUpdatedAt: momentOf("external_updated_at", known?.externalUpdatedAt),
  });
};

const slot = (field: "billing" | "shipping", column: Pick<Field, "read" | "write">) => ({ field, column });
const SLOTS = [slot("billing", openAddressSlot("BILLING")), slot("shipping", openAddressSlot("SHIPPING"))];

const addresses: Pick<Field, "read" | "write"> = {
  read: (record) => {
    const view = Object.fromEntries(SLOTS.map(({ field, column }) => [field, column.read(record) ?? null]));
    return view.billing === null && view.shipping === null ? null : view;
  },
  write: (value: Readonly<Record<string, Json>> | null, situation: Situation) =>
    Object.assign(
      {},
      ...SLOTS.filter(({ field }) => value === null || field in value).map(({ field, column }) =>
        column.write?.((value?.[field] ?? null) as never, situation),
      ),
    ),
};

/** A tax engine's customer record, mirrored from another system. */
export const taxEngine: Vocabulary = {
  name: "TAX_ENGINE",
  mirrorsStatus: true,
  identify: ({ source, external_id, id }: View) => [
    ...byPair("external_id", SOURCES[source as Source], external_id),
    ...byOwnId("id", id),
  ],
  check: ({ source, external_id, id }, stored) =>
    checkOtherId(SOURCES[source as Source], external_id, { field: "id", value: id }, stored),
  matchedBy: { name: "name", email: "email" },
  fields: {
    id: { shape: text, read: ({ customer }) => customer.id },
    tenant_id: { shape: text, ...columns.tenantId },
    name: { shape: name(), required: true, ...columns.displayName },
    source: {
      shape: oneOf(...(Object.keys(SOURCES) as Source[])),
      required: true,
      read: (record) => NAMES[identifierOf(record)?.source as keyof typeof NAMES] ?? null,
      write: writeIdentifier,
    },
    external_id: {
      shape: name(),
      required: true,
      read: (record) => identifierOf(record)?.externalId ?? null,
      write: writeIdentifier,
    },
    external_created_at: {
      shape: dateTime,
      required: true,
      read: (record) => identifierOf(record)?.externalCreatedAt ?? null,
      write: writeIdentifier,
    },
    external_updated_at: {
      shape: dateTime,
      required: true,
      read: (record) => identifierOf(record)?.externalUpdatedAt ?? null,
      write: writeIdentifier,
    },
    created_at: { shape: text, ...columns.createdAt },
    updated_at: { shape: text, ...columns.updatedAt },
    addresses: {
      shape: z
        .strictObject({ billing: anyObject.nullable().optional(), shipping: anyObject.nullable().optional() })
        .nullable(),
      ...addresses,
    },
    email: { shape: email.nullable(), ...columns.primaryEmail },
    comment: { shape: text.max(200, "Give at most 200 characters.").nullable(), ...columns.internalNote },
    tax_number: { shape: text.max(100, "Give at most 100 characters.").nullable(), ...columns.taxNumber },
    b2b_or_b2c: {
      shape: oneOf("b2b", "b2c").nullable(),
      read: ({ profile }) => profile.taxClassification?.toLowerCase() ?? null,
    },
    customer_status: {
      shape: oneOf("active", "inactive", "suspended").nullable(),
      read: ({ customer }) => transactionStatusOf(customer).toLowerCase(),
      write: (status: string | null) => ({ status: (status ?? "active").toUpperCase() as "ACTIVE" }),
    },
    customer_type: {
      shape: oneOf("retail", "marketplace", "reseller").nullable(),
      read: ({ profile }) => (profile.taxClass === null ? null : CLASSES[profile.taxClass]),
      write: (type: string | null) => ({
        finance: { taxClass: type === null ? null : (type.toUpperCase() as "RETAIL" | "MARKETPLACE" | "RESELLER") },
      }),
    },
  },
};
