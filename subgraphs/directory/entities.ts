import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../platform/database/session/moment-column.ts";

/** A key under which a client wrote something, so that a repeated request gives the first answer. */
@Entity({ schema: "directory", name: "idempotency" })
export class Idempotency {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("text") key!: string;
  /** SHA-256 of the input and of who gave it: the same key with another one is refused. */
  @Column("text", { name: "input_hash" }) inputHash!: string;
  /** The first answer, `null` only until the transaction that took the key has it. */
  @Column("jsonb", { nullable: true }) answer!: unknown;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
}
