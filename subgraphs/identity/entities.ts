import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../platform/database/session/moment-column.ts";

export type PartyKind = "ORGANIZATION" | "PERSON";
export type CustomerStatus = "ACTIVE" | "INACTIVE" | "SUSPENDED" | "CHURNED" | "ARCHIVED";
export type VisibilityMode = "GLOBAL" | "WORKSPACE_LOCAL" | "SHARED";
export type ExternalSource =
  | "NETSUITE"
  | "PRIORITY"
  | "ZOHO_BOOKS"
  | "QUICKBOOKS"
  | "SALESFORCE"
  | "FUNNEL_CRM"
  | "LEDGER"
  | "WORKSPACE_ERP"
  | "ORDER_DESK";

/** The business whose customers these are. */
@Entity({ schema: "identity", name: "tenant" })
export class Tenant {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @Column("text", { nullable: true }) name!: string | null;
  /** The default currency of amounts. */
  @Column("text", { name: "currency_code" }) currencyCode!: string;
  /** A BCP 47 tag in its canonical form. */
  @Column("text", { nullable: true }) locale!: string | null;
}

/** The name of a workspace. Workspaces exist by the tokens and customers that have their ids; one without a row has no name. */
@Entity({ schema: "identity", name: "workspace" })
export class Workspace {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
}

/** An organization or a person, apart from any relationship with it. Its kind never changes. */
@Entity({ schema: "identity", name: "party" })
export class Party {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") kind!: PartyKind;
  /** The name of an organization, `null` for a person. */
  @Column("text", { nullable: true }) name!: string | null;
  @Column("text", { name: "first_name", nullable: true }) firstName!: string | null;
  /** The family name of a person, `null` for an organization. */
  @Column("text", { name: "last_name", nullable: true }) lastName!: string | null;
}

/** The id of a party in another system. It has at most one in each. */
@Entity({ schema: "identity", name: "party_identifier" })
export class PartyIdentifier {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("text") source!: ExternalSource;
  @PrimaryColumn("text", { name: "external_id" }) externalId!: string;
  @Column("uuid", { name: "party_id" }) partyId!: string;
}

/** The relationship with a party. Its version counts the customer's changes in every facet. */
@Entity({ schema: "identity", name: "customer" })
export class Customer {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "party_id" }) partyId!: string;
  @Column("uuid", { name: "parent_id", nullable: true }) parentId!: string | null;
  @Column("text", { name: "display_name" }) displayName!: string;
  @Column("text", { name: "legal_name", nullable: true }) legalName!: string | null;
  @Column("text", { name: "sort_name", nullable: true }) sortName!: string | null;
  @Column("double precision", { name: "sort_index", nullable: true }) sortIndex!: number | null;
  @Column("text", { nullable: true }) code!: string | null;
  @Column("text", { name: "account_number", nullable: true }) accountNumber!: string | null;
  @Column("text") status!: CustomerStatus;
  @Column("text", { name: "visibility_mode" }) visibilityMode!: VisibilityMode;
  @Column("uuid", { name: "workspace_id", nullable: true }) workspaceId!: string | null;
  @Column("uuid", { name: "shared_with_workspace_ids", array: true }) sharedWithWorkspaceIds!: string[];
  @Column("integer") version!: number;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
  @Column(MOMENT, { name: "updated_at" }) updatedAt!: string;
  @Column(MOMENT, { name: "deleted_at", nullable: true }) deletedAt!: string | null;
}

/** The id of a customer in another system, unique there. */
@Entity({ schema: "identity", name: "external_identifier" })
export class ExternalIdentifier {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("text") source!: ExternalSource;
  @PrimaryColumn("text", { name: "external_id" }) externalId!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column(MOMENT, { name: "external_created_at", nullable: true }) externalCreatedAt!: string | null;
  @Column(MOMENT, { name: "external_updated_at", nullable: true }) externalUpdatedAt!: string | null;
}
