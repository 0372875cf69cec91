import type { Scope } from "../../../platform/auth/viewer.ts";
import type { CustomerGroupKey, CustomerSum } from "../schema.generated.ts";

/** The column of an entry by which customers are grouped. */
interface GroupKey {
  readonly column: string;
  /** Whether the column is a list: a customer is in the group of each of its values. */
  readonly isList?: true;
  /** The type of the record whose id it is. */
  readonly type?: "Employee" | "PriceList" | "StatusLabel" | "CustomerLabel";
  /** The scope without which the groups would reveal what it protects. */
  readonly scope?: Scope;
}

export const GROUP_KEYS: Readonly<Record<CustomerGroupKey, GroupKey>> = {
  FUNNEL_STAGE: { column: "funnel_stage" },
  STATUS: { column: "status" },
  PARTY_KIND: { column: "party_kind" },
  RELATION_KIND: { column: "relation_kind" },
  ACCOUNT_MANAGER: { column: "account_manager_id", type: "Employee" },
  OWNER: { column: "owner_ids", isList: true, type: "Employee" },
  PRICE_LIST: { column: "price_list_id", type: "PriceList" },
  STATUS_LABEL: { column: "status_label_id", type: "StatusLabel" },
  LABEL: { column: "label_ids", isList: true, type: "CustomerLabel" },
  INDUSTRY: { column: "industry_segment" },
  ACQUISITION_SOURCE: { column: "acquisition_source" },
  COUNTRY: { column: "country_codes", isList: true, scope: "contacts:read" },
  TAX_CLASS: { column: "tax_class", scope: "finance:read" },
};

/** An amount of an entry, with its currency. */
interface Amount {
  readonly column: string;
  readonly currency: string;
  readonly scope?: Scope;
}

export const AMOUNTS: Readonly<Record<CustomerSum, Amount>> = {
  CREDIT_LIMIT: { column: "credit_limit", currency: "credit_limit_currency", scope: "finance:read" },
  ANNUAL_REVENUE: { column: "annual_revenue", currency: "annual_revenue_currency" },
};
