import { openAddressSlot } from "./address-parts.ts";
import * as columns from "./columns.ts";
import { byAccountNumber, byId, checkOtherId, foreignId, idShownIn } from "./identification.ts";
import { choice } from "./links.ts";
import { paymentTermsCode } from "./payment-terms-code.ts";
import type { CustomerRecord } from "./record.ts";
import {
  anyObject,
  boolean,
  dateTime,
  email,
  filled,
  name,
  oneOf,
  openAmount,
  text,
  uri,
  uuid,
  whole,
} from "./shapes.ts";
import { toNumber } from "./values.ts";
import type { Field, Json, Vocabulary } from "./vocabulary.ts";

const STATUSES = {
  ACTIVE: "active",
  INACTIVE: "inactive",
  SUSPENDED: "suspended",
  CHURNED: "churned",
  ARCHIVED: "inactive",
} as const;

const capitals = <Value extends string>(value: string | null): Value | null =>
  value === null ? null : (value.toUpperCase() as Value);

const small = (value: string | null): string | null => value?.toLowerCase() ?? null;

/** One word for two things here: a partner is a kind of relationship, active and prospect are stages of the funnel. */
const customerType: Pick<Field, "read" | "write"> = {
  read: ({ relationship: { relationKind, funnelStage } }: CustomerRecord) =>
    relationKind === "PARTNER" ? "partner" : funnelStage === "CUSTOMER" ? "active" : "prospect",
  write: (type: "prospect" | "active" | "partner") => ({
    relationship:
      type === "partner"
        ? { relationKind: "PARTNER" }
        : { relationKind: "CUSTOMER", funnelStage: type === "active" ? "CUSTOMER" : "PROSPECT" },
  }),
};

const industrySegments = [
  "corporate",
  "retail",
  "hospitality",
  "healthcare",
  "education",
  "government",
  "residential",
  "industrial",
  "financial",
  "other",
] as const;

/** A workspace-aware ERP's customer. */
export const workspaceErp: Vocabulary = {
  name: "WORKSPACE_ERP",
  omitsNulls: true,
  mirrorsStatus: true,
  identify: ({ id, accountNumber }) => [
    ...byId("id", id, "WORKSPACE_ERP"),
    ...byAccountNumber("accountNumber", accountNumber),
  ],
  check: ({ id, accountNumber }, stored) =>
    checkOtherId("WORKSPACE_ERP", id, { field: "accountNumber", value: accountNumber }, stored),
  matchedBy: { name: "displayName", email: "primaryEmail" },
  fields: {
    /** The text describes how a customer is created. Once it is, records name it, as `parentCustomerId` does. */
    id: foreignId("WORKSPACE_ERP"),
    /** Every record has one. Who has no other is called by the display name. */
    legalName: {
      shape: filled,
      required: true,
      ...columns.legalName,
      read: ({ customer }) => customer.legalName ?? customer.displayName,
    },
    displayName: { shape: name(), required: true, ...columns.displayName },
    customerType: { shape: oneOf("prospect", "active", "partner"), required: true, ...customerType },
    industrySegment: {
      shape: oneOf(...industrySegments).nullable(),
      read: ({ relationship }) => small(relationship.industrySegment),
      write: (segment: string | null) => ({ relationship: { industrySegment: capitals(segment) } }),
    },
    status: {
      shape: oneOf("active", "inactive", "suspended", "churned"),
      fallback: "active",
      read: ({ customer }) => STATUSES[customer.status],
      write: (status: string) => ({ status: status.toUpperCase() as "ACTIVE" }),
    },
    customerSince: { shape: dateTime.nullable(), ...columns.customerSince },
    contractTerms: {
      shape: anyObject.nullable(),
      read: ({ relationship }) => relationship.contractTerms as Json,
      write: (contractTerms: Record<string, Json> | null) => ({ relationship: { contractTerms } }),
    },
    billingPreferences: {
      shape: anyObject.nullable(),
      read: ({ profile }) => profile.billingExtra as Json,
      write: (extra: Record<string, Json> | null) => ({ finance: { billingPreferences: { extra } } }),
    },
    taxProfile: {
      shape: anyObject.nullable(),
      read: ({ profile }) => profile.taxProfileExtra as Json,
      write: (extra: Record<string, Json> | null) => ({ finance: { taxProfile: { extra } } }),
    },
    healthScore: {
      shape: whole(0, 100).nullable(),
      read: ({ relationship }) => relationship.healthScore,
      write: (healthScore: number | null) => ({ relationship: { healthScore } }),
    },
    annualRevenue: {
      shape: openAmount.nullable(),
      read: ({ relationship }) => toNumber(relationship.annualRevenue),
      write: (value: number | string | null, { stored }) => ({
        relationship: {
          annualRevenue:
            value === null
              ? null
              : { amount: String(value), currencyCode: stored?.relationship.annualRevenueCurrency ?? null },
        },
      }),
    },
    ownerUserId: {
      shape: name().nullable(),
      read: (record) => {
        const [id] = record.ownerIds;
        return id === undefined ? null : idShownIn("WORKSPACE_ERP", record, id);
      },
      refersTo: (ID: string | null) => (ID === null ? [] : [choice("employee", "WORKSPACE_ERP", { ID })]),
      write: (given: string | null, { stored, idOf }) => {
        const id = given === null ? null : idOf("employee", given);
        if (id === undefined) return {};
        const others = (stored?.ownerIds ?? []).slice(1).filter((other) => other !== id);
        return { relationship: { ownerIds: id === null ? others : [id, ...others] } };
      },
    },
    parentCustomerId: columns.parentId("WORKSPACE_ERP"),
    notesSummary: { shape: text.nullable(), ...columns.notesSummary },
    accountNumber: { shape: text.nullable(), ...columns.accountNumber },
    website: { shape: uri.nullable(), ...columns.website },
    primaryPhone: { shape: text.nullable(), ...columns.primaryPhone },
    primaryEmail: { shape: email.nullable(), ...columns.primaryEmail },
    faxNumber: { shape: text.nullable(), ...columns.faxNumber },
    physicalAddress: { shape: anyObject.nullable(), ...openAddressSlot("PHYSICAL") },
    mailingAddress: { shape: anyObject.nullable(), ...openAddressSlot("MAILING") },
    billingAddress: { shape: anyObject.nullable(), ...openAddressSlot("BILLING") },
    paymentTerms: paymentTermsCode,
    taxExempt: {
      shape: boolean,
      fallback: false,
      read: ({ profile }) => profile.taxExempt,
      write: (taxExempt: boolean) => ({ finance: { taxExempt } }),
    },
    creditLimit: { shape: openAmount.nullable(), ...columns.creditLimit },
    source: {
      shape: oneOf("referral", "web", "trade_show", "cold_call", "partner", "other").nullable(),
      read: ({ relationship }) => small(relationship.acquisitionSource),
      write: (source: string | null) => ({ relationship: { acquisitionSource: capitals(source) } }),
    },
    referredBy: { shape: text.nullable(), ...columns.referredBy },
    workspaceId: {
      shape: uuid.nullable(),
      read: ({ customer }) => customer.workspaceId,
      write: (workspaceId: string | null) => ({ workspaceId }),
    },
    /** The default is the usual one: local to the workspace, or global if the caller acts in none. */
    visibilityMode: {
      shape: oneOf("global", "workspace_local", "shared"),
      read: ({ customer }) => customer.visibilityMode.toLowerCase(),
      write: (mode: string) => ({ visibilityMode: mode.toUpperCase() as "GLOBAL" }),
    },
  },
};
