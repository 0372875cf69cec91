import { Column, Entity, PrimaryColumn } from "typeorm";

/** A key under which a client created a customer, so that a repeated request gives the first answer. */
@Entity({ schema: "directory", name: "idempotency" })
export class Idempotency {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("text") key!: string;
  /** SHA-256 of the input: the same key with another input is refused. */
  @Column("text", { name: "input_hash" }) inputHash!: string;
  /** `null` only until the transaction that took the key has created the customer. */
  @Column("uuid", { name: "customer_id", nullable: true }) customerId!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: string;
}
