import { setTimeout as sleep } from "node:timers/promises";
import type { Shared } from "../session/session.ts";
import type { ReplicaFault, ReplicaState } from "./observe-replica.ts";

/** Connections to a replica. */
export interface ReplicaPool {
  readonly shared: Shared;
  close(): Promise<void>;
}

/** A usable replica. */
export interface UsableReplica {
  readonly shared: Shared;
  /** The position of the primary's log up to which it has everything. It may have more by now. */
  readonly replayed: bigint;
  /** Aborted when it is found not to respond, whatever still waits for it. */
  readonly lost: AbortSignal;
}

export interface Follower {
  current(): UsableReplica | ReplicaFault;
  /** Milliseconds that it lags, while it is usable. */
  lag(): number | undefined;
  close(): Promise<void>;
}

interface Options {
  readonly observe: () => Promise<ReplicaState | undefined>;
  readonly open: () => Promise<ReplicaPool>;
  /** Told when the replica becomes usable, and when and why it stops being so. */
  readonly onChange: (state: ReplicaState) => void;
}

/** How long a token's reads stay on the primary after a write, at least on average half of it. */
const INTERVAL_MS = 500;

/** Monitors a replica, which may come and go. */
export const followReplica = ({ observe, open, onChange }: Options): Follower => {
  const closing = new AbortController();
  let state: ReplicaState = { usable: false, fault: "DOWN", error: new Error("it has not been asked yet") };
  let opened: (ReplicaPool & { readonly lost: AbortController }) | undefined;

  const drop = async (): Promise<void> => {
    const { lost, close } = opened ?? {};
    opened = undefined;
    lost?.abort();
    await close?.().catch(() => undefined);
  };

  const observed = async (): Promise<ReplicaState | undefined> => {
    const seen = await observe();
    if (!seen?.usable || opened) return seen;
    try {
      opened = { ...(await open()), lost: new AbortController() };
      return seen;
    } catch (error) {
      return { usable: false, fault: "DOWN", error: error as Error };
    }
  };

  const check = async (): Promise<void> => {
    const seen = await observed();
    if (!seen || closing.signal.aborted) return;
    const [before, now] = [state, seen].map((each) => (each.usable ? "usable" : each.error.message));
    state = seen;
    // Closing waits for what still runs there, and nobody waits for that.
    if (!seen.usable && seen.fault !== "BEHIND") void drop();
    if (before !== now) onChange(seen);
  };

  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await check();
      await sleep(INTERVAL_MS, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
    }
  };
  const following = follow();

  return {
    current: () => {
      if (!state.usable) return state.fault;
      return opened ? { shared: opened.shared, replayed: state.replayed, lost: opened.lost.signal } : "DOWN";
    },
    lag: () => (state.usable ? state.lag : undefined),
    close: async () => {
      closing.abort();
      await following;
      await drop();
    },
  };
};
