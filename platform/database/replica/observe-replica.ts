import type { Probe } from "../connections/probe.ts";
import { createLag } from "./lag.ts";
import { positionOf } from "./position.ts";

/**
 * Why nothing is read from a replica: it does not respond, is not a replica of this database, or lags too far behind.
 */
export type ReplicaFault = "DOWN" | "NOT_A_REPLICA" | "BEHIND";

/** The state of a replica when it was last checked. */
export type ReplicaState =
  /** It has everything that the primary had logged before a position. */
  | { readonly usable: true; readonly replayed: bigint; readonly lag: number }
  | { readonly usable: false; readonly fault: ReplicaFault; readonly error: Error };

interface Server {
  readonly cluster: string;
  readonly database: string;
}

/** A replica is a copy of the whole cluster: the names and oids of its databases are the same. */
const IDENTITY = `(select system_identifier from pg_control_system()) as cluster,
  (select oid from pg_database where datname = current_database()) as database`;

const PRIMARY = `select ${IDENTITY}, pg_current_wal_insert_lsn() as position`;
const REPLICA = `select ${IDENTITY}, pg_is_in_recovery() as follows, pg_last_wal_replay_lsn() as replayed`;

const isSame = (one: Server, other: Server): boolean =>
  String(one.cluster) === String(other.cluster) && String(one.database) === String(other.database);

const faulty = (fault: ReplicaFault, message: string): ReplicaState => ({
  usable: false,
  fault,
  error: new Error(message),
});

/**
 * Asks both servers for their positions. Undefined while the primary does not answer: then nothing new is known of the
 * replica. `maxLag` is in milliseconds.
 */
export const createReplicaObserver = (
  primary: Probe,
  replica: Probe,
  { maxLag, now = () => performance.now() }: { readonly maxLag: number; readonly now?: () => number },
): (() => Promise<ReplicaState | undefined>) => {
  const lag = createLag(now);

  return async () => {
    const source = await primary.ask<Server & { position: string }>(PRIMARY).catch(() => undefined);
    if (source) lag.saw(positionOf(source.position));
    let copy: Server & { readonly follows: boolean; readonly replayed: string | null };
    try {
      copy = await replica.ask(REPLICA);
    } catch (error) {
      return { usable: false, fault: "DOWN", error: error as Error };
    }
    if (!source) return undefined;
    if (!isSame(source, copy)) return faulty("NOT_A_REPLICA", "it holds another database than DATABASE_URL");
    if (!copy.follows) return faulty("NOT_A_REPLICA", "it does not follow another server");
    if (copy.replayed === null) return faulty("NOT_A_REPLICA", "it does not say how far it has come");

    const replayed = positionOf(copy.replayed);
    const behind = lag.behind(replayed);
    if (behind === undefined) return faulty("BEHIND", "it has not come up to the primary yet");
    if (behind > maxLag) return faulty("BEHIND", `it is more than ${maxLag / 1_000} seconds behind`);
    return { usable: true, replayed, lag: behind };
  };
};
