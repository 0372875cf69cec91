import { toMoment } from "../../../platform/values/moments.ts";
import { paymentTermsOf } from "../../finance/payment-terms.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import { idShownIn } from "./identification.ts";
import { text } from "./shapes.ts";
import { orNull, toNumber } from "./values.ts";
import type { Field } from "./vocabulary.ts";

type Column = Pick<Field, "read" | "write">;

/** Fields that several vocabularies have under different names, each with its one place in the graph. */

const identityText = (field: "displayName" | "legalName" | "sortName" | "code" | "accountNumber"): Column => ({
  read: ({ customer }) => customer[field],
  write: (value: string | null) => ({ [field]: value === null ? null : orNull(value) }),
});

const accountText = (field: "primaryEmail" | "primaryPhone" | "faxNumber" | "website"): Column => ({
  read: ({ account }) => account[field],
  write: (value: string | null) => ({ [field]: value === null ? null : orNull(value) }),
});

const relationshipText = (field: "internalNote" | "notesSummary" | "referredBy"): Column => ({
  read: ({ relationship }) => relationship[field],
  write: (value: string | null) => ({ relationship: { [field]: value === null ? null : orNull(value) } }),
});

const relationshipMoment = (field: "upgradeDate" | "downgradeDate" | "formerDate" | "customerSince"): Column => ({
  read: ({ relationship }) => relationship[field],
  write: (value: string | null) => ({ relationship: { [field]: value && toMoment(value) } }),
});

export const displayName = identityText("displayName");
export const legalName = identityText("legalName");
export const sortName = identityText("sortName");
export const code = identityText("code");
export const accountNumber = identityText("accountNumber");
export const primaryEmail = accountText("primaryEmail");
export const primaryPhone = accountText("primaryPhone");
export const faxNumber = accountText("faxNumber");
export const website = accountText("website");
export const internalNote = relationshipText("internalNote");
export const notesSummary = relationshipText("notesSummary");
export const referredBy = relationshipText("referredBy");
export const upgradeDate = relationshipMoment("upgradeDate");
export const downgradeDate = relationshipMoment("downgradeDate");
export const formerDate = relationshipMoment("formerDate");
export const customerSince = relationshipMoment("customerSince");

/** The parent, named as it names itself in the system. */
export const parentId = (source: ExternalSource): Pick<Field, "shape" | "read" | "refersTo" | "write"> => ({
  shape: text.nullable(),
  read: (record) => record.customer.parentId && idShownIn(source, record, record.customer.parentId),
  refersTo: (id: string | null) => (id === null ? [] : [{ to: "customer", id, path: [] }]),
  write: (id: string | null, { idOf }) => ({ parentId: id === null ? null : idOf("customer", id) }),
});

export const taxNumber: Column = {
  read: ({ taxRegistrations }) => taxRegistrations[0]?.number ?? null,
  write: (value: string | null) => ({ finance: { taxNumber: value === null ? null : orNull(value) } }),
};

/** An amount without a currency keeps the customer's. */
export const creditLimit: Column = {
  read: ({ profile }) => toNumber(profile.creditLimit),
  write: (value: number | string | null, { stored }) => ({
    finance: {
      creditLimit:
        value === null ? null : { amount: String(value), currencyCode: stored?.profile.creditLimitCurrency ?? null },
    },
  }),
};

export const paymentTermsLabel: Column = {
  read: ({ profile }) => paymentTermsOf(profile)?.label ?? null,
  write: (value: string | null) => ({ finance: { paymentTerms: value === null ? null : orNull(value) } }),
};

export const createdAt: Column = { read: ({ customer }) => customer.createdAt };
export const updatedAt: Column = { read: ({ customer }) => customer.updatedAt };
export const tenantId: Column = { read: ({ customer }) => customer.tenantId };
