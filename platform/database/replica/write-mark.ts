import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { prepared } from "../session/statement.ts";

/** Identifies a writer who must read their own writes: a token's `tenant` and `sub`. */
export interface Writer {
  readonly tenantId: string;
  readonly subject: string;
}

/** A subject may be longer than an index key. */
export const keyOf = ({ tenantId, subject }: Writer): readonly [tenantId: string, subjectHash: string] => [
  tenantId,
  createHash("sha256").update(subject).digest("hex"),
];

const MARK = `
  insert into platform.last_write as w (tenant_id, subject_hash, number) values ($1, $2, 1)
  on conflict (tenant_id, subject_hash) do update set number = w.number + 1`;

/** Counts a write in its own transaction: wherever the one is visible, so is the other. */
export const markWrite = async (manager: EntityManager, writer: Writer): Promise<void> => {
  await manager.query(MARK, [...keyOf(writer)]);
};

/**
 * The number of a writer's last write, if any, and a log position after it: what is visible was logged before. To be
 * read from the primary.
 */
export const lastWrite = prepared<{ number: string | null; position: string }>(
  "platform_last_write",
  `select (select number from platform.last_write where tenant_id = $1 and subject_hash = $2) as number,
     pg_current_wal_insert_lsn() as position`,
);
