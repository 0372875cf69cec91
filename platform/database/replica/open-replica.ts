import { createProbe } from "../connections/probe.ts";
import { openServer, type ServerOptions } from "../open-server.ts";
import type { Observe } from "../session/observe.ts";
import { createSession, type Session, type Shared } from "../session/session.ts";
import { followReplica } from "./follow-replica.ts";
import { createReplicaObserver, type ReplicaState } from "./observe-replica.ts";
import { markedSession, routedSession } from "./routed-session.ts";
import { createRoutes, type PrimaryReason } from "./routes.ts";
import type { Writer } from "./write-mark.ts";

export interface ReplicaOptions {
  readonly url: string;
  /** Milliseconds that it may be behind. */
  readonly maxLag: number;
  /** Told when it becomes usable, and when it ceases to be and why. */
  readonly onChange?: (state: ReplicaState) => void;
  /** Told of a statement that failed there and is read from the primary. */
  readonly onFailed?: (error: Error) => void;
  readonly countRead?: (from: "REPLICA" | PrimaryReason) => void;
  /** Handed what tells how many milliseconds it is behind, while it is usable. */
  readonly watchLag?: (lag: () => number | undefined) => void;
}

export interface Replica {
  session(primary: Session, asker: Writer & { readonly observe?: Observe; readonly signal?: AbortSignal }): Session;
  close(): Promise<void>;
}

/** A replica that does not answer is found out within this time, and once more the time between two looks at it. */
const TIMEOUT_MS = 2_000;

/** Follows a replica from now on. It need not be there yet: until it is, all is read from the primary. */
export const openReplica = (
  server: ServerOptions,
  { url, maxLag, onChange, onFailed, countRead, watchLag }: ReplicaOptions,
  budgetOf: Shared["budgetOf"],
): Replica => {
  const applicationName = `${server.applicationName ?? "customer-graph"} replica`;
  const [primaryProbe, replicaProbe] = [server.url, url].map((each) =>
    createProbe({ url: each, applicationName, timeout: TIMEOUT_MS }),
  ) as [ReturnType<typeof createProbe>, ReturnType<typeof createProbe>];
  const follower = followReplica({
    observe: createReplicaObserver(primaryProbe, replicaProbe, { maxLag }),
    open: () =>
      openServer(
        { ...server, url, applicationName },
        { setting: "READ_DATABASE_URL", connectTimeout: TIMEOUT_MS, budgetOf },
      ),
    onChange: (state) => onChange?.(state),
  });
  const routeOf = createRoutes(follower);
  watchLag?.(follower.lag);

  return {
    session: (primary, { observe, signal, ...writer }) => {
      if (!signal) return markedSession(primary, writer);
      const { tenantId } = writer;
      return routedSession(
        {
          primary,
          writer,
          route: routeOf(signal),
          onReplica: ({ shared }) => createSession(shared, { tenantId, observe, signal }),
          countRead: (from) => countRead?.(from),
          onFailed: (error) => onFailed?.(error),
        },
        signal,
      );
    },
    close: async () => {
      await follower.close();
      await Promise.all([primaryProbe.close(), replicaProbe.close()]);
    },
  };
};
