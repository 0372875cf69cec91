import type {
  AcquisitionSource,
  CustomerActivityKind,
  CustomerAddressPurpose,
  CustomerStatus,
  ExternalSource,
  FunnelStage,
  IndustrySegment,
  InvoiceDelivery,
  PartyKind,
  RelationKind,
  TaxClass,
  TaxValidationStatus,
  VisibilityMode,
} from "../../index.ts";

// Labels for every value of the graph's enums. A value added to the schema is a compile error here.

/** The funnel stages in order. */
export const STAGES: Readonly<Record<FunnelStage, string>> = {
  SUSPECT: "Suspect",
  LEAD: "Lead",
  HOT_PROSPECT: "Hot prospect",
  PROSPECT: "Prospect",
  CUSTOMER: "Customer",
};

export const STATUSES: Readonly<Record<CustomerStatus, string>> = {
  ACTIVE: "Active",
  SUSPENDED: "Suspended",
  CHURNED: "Churned",
  INACTIVE: "Inactive",
  ARCHIVED: "Archived",
};

export const PARTY_KINDS: Readonly<Record<PartyKind, string>> = { ORGANIZATION: "Organizations", PERSON: "People" };

export const RELATION_KINDS: Readonly<Record<RelationKind, string>> = { CUSTOMER: "Customer", PARTNER: "Partner" };

export const SEGMENTS: Readonly<Record<IndustrySegment, string>> = {
  CORPORATE: "Corporate",
  RETAIL: "Retail",
  HOSPITALITY: "Hospitality",
  HEALTHCARE: "Healthcare",
  EDUCATION: "Education",
  GOVERNMENT: "Government",
  RESIDENTIAL: "Residential",
  INDUSTRIAL: "Industrial",
  FINANCIAL: "Financial",
  OTHER: "Other",
};

export const ACQUISITIONS: Readonly<Record<AcquisitionSource, string>> = {
  REFERRAL: "Referral",
  WEB: "Web",
  TRADE_SHOW: "Trade show",
  COLD_CALL: "Cold call",
  PARTNER: "Partner",
  OTHER: "Other",
};

export const ACTIVITIES: Readonly<Record<CustomerActivityKind, string>> = {
  CALL: "Call",
  MEETING: "Meeting",
  EMAIL: "E-mail",
  TASK: "Task",
  OTHER: "Other",
};

export const PURPOSES: Readonly<Record<CustomerAddressPurpose, string>> = {
  BILLING: "Billing",
  SHIPPING: "Shipping",
  MAILING: "Mailing",
  PHYSICAL: "Physical",
};

export const SOURCES: Readonly<Record<ExternalSource, string>> = {
  NETSUITE: "NetSuite",
  PRIORITY: "Priority",
  ZOHO_BOOKS: "Zoho Books",
  QUICKBOOKS: "QuickBooks",
  SALESFORCE: "Salesforce",
  FUNNEL_CRM: "Funnel CRM",
  LEDGER: "Ledger",
  WORKSPACE_ERP: "Workspace ERP",
  ORDER_DESK: "Order Desk",
};

export const TAX_CLASSES: Readonly<Record<TaxClass, string>> = {
  RETAIL: "Retail",
  MARKETPLACE: "Marketplace",
  RESELLER: "Reseller",
  WHOLESALE: "Wholesale",
  RETAIL_EXEMPT: "Retail, exempt",
};

export const VALIDATIONS: Readonly<Record<TaxValidationStatus, string>> = {
  VALID: "Valid",
  INVALID: "Invalid",
  UNSUPPORTED: "Not checked",
  UNAVAILABLE: "Could not be checked",
};

export const DELIVERIES: Readonly<Record<InvoiceDelivery, string>> = {
  EMAIL: "E-mail",
  POST: "Mail",
  PORTAL: "Portal",
};

export const VISIBILITIES: Readonly<Record<VisibilityMode, string>> = {
  GLOBAL: "Everyone",
  WORKSPACE_LOCAL: "Its workspace",
  SHARED: "Its workspace and others",
};

/** Label of a value. One added to the graph after this page was built is derived from its name. */
export const wordFor = (words: Readonly<Record<string, string>>, value: string): string =>
  words[value] ?? `${value.charAt(0)}${value.slice(1).toLowerCase().replaceAll("_", " ")}`;

/** The values of an enum in the order of its labels. */
export const valuesOf = <Value extends string>(words: Readonly<Record<Value, string>>): readonly Value[] =>
  Object.keys(words) as Value[];
