import { Column, Entity, PrimaryColumn } from "typeorm";

/** Someone who works for the tenant and looks after customers. */
@Entity({ schema: "commercial", name: "employee" })
export class Employee {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
  @Column("text", { nullable: true }) email!: string | null;
  @Column("text", { name: "job_title", nullable: true }) jobTitle!: string | null;
}

/** The prices that apply to a customer. */
@Entity({ schema: "commercial", name: "price_list" })
export class PriceList {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") code!: string;
  @Column("text") name!: string;
  @Column("text", { name: "currency_code" }) currencyCode!: string;
}

/** The tenant's own names for where a relationship stands, beside the graph's status. */
@Entity({ schema: "commercial", name: "status_label" })
export class StatusLabel {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
  @Column("integer") position!: number;
  /** Only active ones can be newly assigned to a customer. */
  @Column("boolean", { name: "is_active" }) isActive!: boolean;
}

/** A tag by which the tenant groups its customers. */
@Entity({ schema: "commercial", name: "label" })
export class Label {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
  /** `#RRGGBB`. */
  @Column("text", { nullable: true }) color!: string | null;
}
