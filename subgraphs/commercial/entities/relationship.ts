import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../../platform/database/session/moment-column.ts";

export type FunnelStage = "SUSPECT" | "LEAD" | "HOT_PROSPECT" | "PROSPECT" | "CUSTOMER";
export type RelationKind = "CUSTOMER" | "PARTNER";
export type IndustrySegment =
  | "CORPORATE"
  | "RETAIL"
  | "HOSPITALITY"
  | "HEALTHCARE"
  | "EDUCATION"
  | "GOVERNMENT"
  | "RESIDENTIAL"
  | "INDUSTRIAL"
  | "FINANCIAL"
  | "OTHER";
export type AcquisitionSource = "REFERRAL" | "WEB" | "TRADE_SHOW" | "COLD_CALL" | "PARTNER" | "OTHER";

/** How far a customer has come in the funnel, and who looks after it. Every customer has one. */
@Entity({ schema: "commercial", name: "relationship" })
export class Relationship {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "funnel_stage" }) funnelStage!: FunnelStage;
  @Column("text", { name: "relation_kind" }) relationKind!: RelationKind;
  /** Each date is a moment, or the midnight in UTC of a day. */
  @Column(MOMENT, { name: "upgrade_date", nullable: true }) upgradeDate!: string | null;
  @Column("boolean", { name: "upgrade_date_is_day" }) upgradeDateIsDay!: boolean;
  @Column(MOMENT, { name: "downgrade_date", nullable: true }) downgradeDate!: string | null;
  @Column("boolean", { name: "downgrade_date_is_day" }) downgradeDateIsDay!: boolean;
  @Column(MOMENT, { name: "customer_since", nullable: true }) customerSince!: string | null;
  @Column("boolean", { name: "customer_since_is_day" }) customerSinceIsDay!: boolean;
  @Column("boolean", { name: "is_former" }) isFormer!: boolean;
  @Column(MOMENT, { name: "former_date", nullable: true }) formerDate!: string | null;
  @Column("boolean", { name: "former_date_is_day" }) formerDateIsDay!: boolean;
  @Column("boolean", { name: "is_closed" }) isClosed!: boolean;
  @Column(MOMENT, { name: "closed_at", nullable: true }) closedAt!: string | null;
  @Column("boolean", { name: "closed_at_is_day" }) closedAtIsDay!: boolean;
  @Column("uuid", { name: "seller_relation_id", nullable: true }) sellerRelationId!: string | null;
  @Column("uuid", { name: "account_manager_id", nullable: true }) accountManagerId!: string | null;
  @Column("uuid", { name: "price_list_id", nullable: true }) priceListId!: string | null;
  @Column("text", { name: "industry_segment", nullable: true }) industrySegment!: IndustrySegment | null;
  @Column("text", { name: "acquisition_source", nullable: true }) acquisitionSource!: AcquisitionSource | null;
  @Column("text", { name: "referred_by", nullable: true }) referredBy!: string | null;
  /** 0 to 100. */
  @Column("integer", { name: "health_score", nullable: true }) healthScore!: number | null;
  @Column("numeric", { name: "annual_revenue", nullable: true }) annualRevenue!: string | null;
  @Column("text", { name: "annual_revenue_currency", nullable: true }) annualRevenueCurrency!: string | null;
  @Column("boolean", { name: "mailing_opt_out" }) mailingOptOut!: boolean;
  @Column("text", { name: "internal_note", nullable: true }) internalNote!: string | null;
  @Column("text", { name: "notes_summary", nullable: true }) notesSummary!: string | null;
  @Column("uuid", { name: "status_label_id", nullable: true }) statusLabelId!: string | null;
  /** An object of any shape. */
  @Column("json", { name: "contract_terms", nullable: true }) contractTerms!: object | null;
}

/** An owner of a relationship, at a position. */
@Entity({ schema: "commercial", name: "owner" })
export class Owner {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("integer") position!: number;
  @Column("uuid", { name: "employee_id" }) employeeId!: string;
}

/** A label on a customer. */
@Entity({ schema: "commercial", name: "relationship_label" })
export class RelationshipLabel {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("uuid", { name: "label_id" }) labelId!: string;
}

/** One step of a relationship in the funnel. The steps of a customer are numbered from 1 without gaps. */
@Entity({ schema: "commercial", name: "stage_change" })
export class StageChange {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("integer") number!: number;
  /** `null` only for the first. */
  @Column("text", { name: "from_stage", nullable: true }) from!: FunnelStage | null;
  @Column("text", { name: "to_stage" }) to!: FunnelStage;
  @Column(MOMENT, { name: "changed_at" }) changedAt!: string;
  /** The subject of the viewer; `null` where the history began after the customer. */
  @Column("text", { name: "changed_by", nullable: true }) changedBy!: string | null;
}
