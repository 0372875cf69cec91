import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../../platform/database/session/moment-column.ts";

export type ActivityKind = "CALL" | "MEETING" | "EMAIL" | "TASK" | "OTHER";

/** What somebody wrote down about a customer. */
@Entity({ schema: "commercial", name: "note" })
export class Note {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") text!: string;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
  @Column(MOMENT, { name: "updated_at" }) updatedAt!: string;
  @Column("text", { name: "created_by" }) createdBy!: string;
}

/** A past or planned interaction with a customer. */
@Entity({ schema: "commercial", name: "activity" })
export class Activity {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") kind!: ActivityKind;
  @Column("text") subject!: string;
  @Column("text", { nullable: true }) description!: string | null;
  @Column(MOMENT, { name: "occurred_at" }) occurredAt!: string;
  @Column("boolean", { name: "occurred_at_is_day" }) occurredAtIsDay!: boolean;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
  @Column("text", { name: "created_by" }) createdBy!: string;
}

/** Where a customer's file is stored. The file itself is elsewhere. */
@Entity({ schema: "commercial", name: "attachment" })
export class Attachment {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") name!: string;
  @Column("text") url!: string;
  @Column("text", { name: "content_type", nullable: true }) contentType!: string | null;
  /** As text, as `pg` returns 64-bit integers. */
  @Column("bigint", { name: "size_in_bytes", nullable: true }) sizeInBytes!: string | null;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
  @Column("text", { name: "created_by" }) createdBy!: string;
}
