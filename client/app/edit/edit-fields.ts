import type { Customer } from "../customer/types.ts";
import { SEGMENTS, STATUSES, valuesOf } from "../ui/words.ts";
import { namesOf } from "./choices.ts";
import { type EditField, inRelationship, text } from "./edit-field.ts";
import { partyFieldsOf } from "./party-fields.ts";

const identity: readonly EditField[] = [
  {
    name: "displayName",
    label: "Name",
    group: "Identity",
    required: true,
    read: ({ displayName }) => displayName,
    write: (displayName) => ({ displayName }),
    foresee: (customer, displayName) => ({ ...customer, displayName }),
  },
  text("legalName", "Legal name", "Identity"),
  text("code", "Code", "Identity"),
  text("accountNumber", "Account number", "Identity"),
  {
    name: "status",
    label: "Status",
    group: "Identity",
    words: () => STATUSES,
    read: ({ status }) => status,
    write: (value) => ({ status: valuesOf(STATUSES).find((status) => status === value) ?? "ACTIVE" }),
    foresee: (customer, value) => ({
      ...customer,
      status: valuesOf(STATUSES).find((status) => status === value) ?? customer.status,
    }),
  },
];

const website = text("website", "Web site", "Contact details", { kind: "url" });

const reach: readonly EditField[] = [
  text("primaryEmail", "E-mail", "Contact details", { kind: "email" }),
  text("primaryPhone", "Telephone", "Contact details", { kind: "tel" }),
];

const relationship: readonly EditField[] = [
  {
    name: "relationship.accountManagerId",
    label: "Account manager",
    group: "Relationship",
    words: ({ employees }) => namesOf(employees),
    none: "Nobody",
    read: ({ relationship }) => relationship?.accountManager?.id ?? "",
    write: (value) => ({ relationship: { accountManagerId: value || null } }),
    foresee: (customer, value, { employees }) =>
      inRelationship(customer, { accountManager: employees.find(({ id }) => id === value) ?? null }),
  },
  {
    name: "relationship.priceListId",
    label: "Price list",
    group: "Relationship",
    words: ({ priceLists }) => namesOf(priceLists),
    none: "None",
    read: ({ relationship }) => relationship?.priceList?.id ?? "",
    write: (value) => ({ relationship: { priceListId: value || null } }),
    foresee: (customer, value, { priceLists }) =>
      inRelationship(customer, { priceList: priceLists.find(({ id }) => id === value) ?? null }),
  },
  {
    name: "relationship.industrySegment",
    label: "Segment",
    group: "Relationship",
    words: () => SEGMENTS,
    none: "Not known",
    read: ({ relationship }) => relationship?.industrySegment ?? "",
    write: (value) => ({
      relationship: { industrySegment: valuesOf(SEGMENTS).find((segment) => segment === value) ?? null },
    }),
    foresee: (customer, value) =>
      inRelationship(customer, { industrySegment: valuesOf(SEGMENTS).find((segment) => segment === value) ?? null }),
  },
  {
    name: "relationship.healthScore",
    label: "Health (0 to 100)",
    group: "Relationship",
    kind: "percent",
    read: ({ relationship }) => relationship?.healthScore?.toString() ?? "",
    write: (value) => ({ relationship: { healthScore: value === "" ? null : Number(value) } }),
    foresee: (customer, value) => inRelationship(customer, { healthScore: value === "" ? null : Number(value) }),
  },
];

/** The fields that can be edited now. Leaves out facets that failed to load, whose values are unknown. */
export const editableFieldsOf = (customer: Customer, lacks: (field: string) => boolean): readonly EditField[] => [
  ...identity,
  ...(lacks("party") ? [] : partyFieldsOf(customer)),
  ...(lacks("primaryEmail") || lacks("contacts") ? [] : reach),
  ...(lacks("website") ? [] : [website]),
  ...(customer.relationship ? relationship : []),
];
