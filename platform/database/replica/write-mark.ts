import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { prepared } from "../session/statement.ts";

/** Whose writes are to be read again: a token's `tenant` and `sub`. */
export interface Writer {
  readonly tenantId: string;
  readonly subject: string;
}

/** A subject may be longer than the key of an index. */
export const keyOf = ({ tenantId, subject }: Writer): readonly [tenantId: string, subjectHash: string] => [
  tenantId,
  createHash("sha256").update(subject).digest("hex"),
];

const MARK = `
  insert into platform.last_write as w (tenant_id, subject_hash, number) values ($1, $2, 1)
  on conflict (tenant_id, subject_hash) do update set number = w.number + 1`;

/** Counts a write in the transaction that does it: where the one is to be seen, the other is. */
export const markWrite = async (manager: EntityManager, writer: Writer): Promise<void> => {
  await manager.query(MARK, [...keyOf(writer)]);
};

/**
 * The number of a writer's last write, if there was one, and a position of the log behind it: what is seen has been logged before.
 * To be read from the primary.
 */
export const lastWrite = prepared<{ number: string | null; position: string }>(
  "platform_last_write",
  `select (select number from platform.last_write where tenant_id = $1 and subject_hash = $2) as number,
     pg_current_wal_insert_lsn() as position`,
);
