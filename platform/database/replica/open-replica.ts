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
  /** Milliseconds that it may lag. */
  readonly maxLag: number;
  /** Told when it becomes usable, and when and why it stops being so. */
  readonly onChange?: (state: ReplicaState) => void;
  /** Receives statements that failed there and are read from the primary. */
  readonly onFailed?: (error: Error) => void;
  readonly countRead?: (from: "REPLICA" | PrimaryReason) => void;
  /** Receives a function that returns how many milliseconds it lags, while it is usable. */
  readonly watchLag?: (lag: () => number | undefined) => void;
}

export interface Replica {
  session(primary: Session, asker: Writer & { readonly observe?: Observe; readonly signal?: AbortSignal }): Session;
  close(): Promise<void>;
}

/** An unresponsive replica is detected within this time plus one polling interval. */
const TIMEOUT_MS = 2_000;

/** Follows a replica from now on. It need not exist yet: until then everything is read from the primary. */
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
