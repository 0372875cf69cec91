import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

@Entity({ schema: "identity", name: "customer" })
export class CustomerEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "parent_id", nullable: true }) parentId!: string | null;
  @Column("text", { name: "display_name" }) displayName!: string;
  @Column("text", { name: "legal_name", nullable: true }) legalName!: string | null;
  @Column("text", { nullable: true }) code!: string | null;
  @Column("text", { name: "account_number", nullable: true }) accountNumber!: string | null;
  @Column("text") status!: string;
  @Column("integer") version!: number;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("timestamptz", { name: "deleted_at", nullable: true }) deletedAt!: Date | null;
}

@Entity({ schema: "commercial", name: "employee" })
export class EmployeeEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
}

@Entity({ schema: "commercial", name: "price_list" })
export class PriceListEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
}

const TENANT = { name: "tenant_id", referencedColumnName: "tenantId" };

@Entity({ schema: "commercial", name: "relationship" })
export class RelationshipEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "funnel_stage" }) funnelStage!: string;
  @Column("boolean", { name: "is_former" }) isFormer!: boolean;
  @Column("integer", { name: "health_score", nullable: true }) healthScore!: number | null;
  @ManyToOne(() => EmployeeEntity)
  @JoinColumn([TENANT, { name: "account_manager_id", referencedColumnName: "id" }])
  accountManager!: EmployeeEntity | null;
  @ManyToOne(() => PriceListEntity)
  @JoinColumn([TENANT, { name: "price_list_id", referencedColumnName: "id" }])
  priceList!: PriceListEntity | null;
}

@Entity({ schema: "finance", name: "profile" })
export class ProfileEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("boolean", { name: "tax_exempt" }) taxExempt!: boolean;
  @Column("numeric", { name: "credit_limit", nullable: true }) creditLimit!: string | null;
  @Column("text", { name: "credit_limit_currency", nullable: true }) creditLimitCurrency!: string | null;
  @Column("text", { name: "payment_terms_kind", nullable: true }) termsKind!: string | null;
  @Column("numeric", { name: "payment_terms_days", nullable: true }) termsDays!: string | null;
  @Column("text", { name: "payment_terms_label", nullable: true }) termsLabel!: string | null;
}

@Entity({ schema: "finance", name: "tax_registration" })
export class TaxRegistrationEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") number!: string;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
}

@Entity({ schema: "contacts", name: "account" })
export class AccountEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "primary_email", nullable: true }) primaryEmail!: string | null;
  @Column("text", { name: "primary_phone", nullable: true }) primaryPhone!: string | null;
}

@Entity({ schema: "contacts", name: "contact" })
export class ContactEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") name!: string;
  @Column("text", { nullable: true }) email!: string | null;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
  @Column("integer") position!: number;
}

@Entity({ schema: "contacts", name: "address" })
export class AddressEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text", { nullable: true }) street!: string | null;
  @Column("text", { nullable: true }) city!: string | null;
  @Column("text", { name: "postal_code", nullable: true }) postalCode!: string | null;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
}

@Entity({ schema: "contacts", name: "address_default" })
export class AddressDefaultEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("text") purpose!: string;
  @ManyToOne(() => AddressEntity)
  @JoinColumn([TENANT, { name: "address_id", referencedColumnName: "id" }])
  address!: AddressEntity;
}
