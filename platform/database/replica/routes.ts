import { Lru } from "../../lru.ts";
import type { Reader } from "../session/session.ts";
import type { Follower, UsableReplica } from "./follow-replica.ts";
import type { ReplicaFault } from "./observe-replica.ts";
import { positionOf } from "./position.ts";
import { keyOf, lastWrite, type Writer } from "./write-mark.ts";

/**
 * Why something is read from the primary: the request has written, its token has and the replica lacks that write, a
 * statement has failed on the replica, or the replica is not usable.
 */
export type PrimaryReason = "MUTATION" | "OWN_WRITE" | "FAILED" | ReplicaFault;

/** Where one request reads. It is decided once, and changes only to the primary. */
export interface Route {
  place(primary: Reader, writer: Writer): Promise<UsableReplica | PrimaryReason>;
  leaveReplica(because: PrimaryReason): void;
}

interface Write {
  readonly number: string;
  /** The replica has the write once it has reached this position. */
  readonly position: bigint;
}

const MOST_WRITERS = 10_000;

/** Gives each request its route. A request is identified by its signal. */
export const createRoutes = (follower: Follower): ((request: AbortSignal) => Route) => {
  const routes = new WeakMap<AbortSignal, Route>();
  const writes = new Lru<string, Write>(MOST_WRITERS);

  const decide = async (primary: Reader, writer: Writer): Promise<UsableReplica | PrimaryReason> => {
    const replica = follower.current();
    if (typeof replica === "string") return replica;
    const key = keyOf(writer);
    const [last] = await primary.read(lastWrite, key);
    if (!last?.number) return replica;
    const known = writes.get(key.join());
    const write = known?.number === last.number ? known : { number: last.number, position: positionOf(last.position) };
    writes.set(key.join(), write);
    return replica.replayed >= write.position ? replica : "OWN_WRITE";
  };

  const createRoute = (): Route => {
    let left: PrimaryReason | undefined;
    let decided: ReturnType<typeof decide> | undefined;
    return {
      place: async (primary, writer) => {
        if (left) return left;
        decided ??= decide(primary, writer);
        const place = await decided;
        return left ?? place;
      },
      leaveReplica: (because) => {
        left ??= because;
      },
    };
  };

  return (request) => {
    const route = routes.get(request) ?? createRoute();
    routes.set(request, route);
    return route;
  };
};
