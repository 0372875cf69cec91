import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../platform/database/session/moment-column.ts";

export type ViewSharing = "ONLY_ME" | "WORKSPACE" | "TENANT";

/** A saved view of the list of customers. Conditions and order are kept as they were sent, and checked again whenever they are used. */
@Entity({ schema: "directory", name: "customer_view" })
export class CustomerView {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") name!: string;
  @Column("jsonb", { name: "condition" }) where!: object;
  @Column("boolean", { name: "include_inactive" }) includeInactive!: boolean;
  @Column("jsonb", { name: "sort_order" }) order!: readonly object[];
  @Column("text", { array: true }) columns!: string[];
  @Column("text") sharing!: ViewSharing;
  @Column("uuid", { name: "workspace_id", nullable: true }) workspaceId!: string | null;
  @Column("integer") version!: number;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
  @Column(MOMENT, { name: "updated_at" }) updatedAt!: string;
  @Column("text", { name: "created_by" }) createdBy!: string;
}
