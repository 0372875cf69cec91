import { Refusal } from "../../graphql/errors.ts";
import { ReadRefusal } from "../../process/requests/read-budgets.ts";
import type { Session } from "../session/session.ts";
import type { UsableReplica } from "./follow-replica.ts";
import type { PrimaryReason, Route } from "./routes.ts";
import { markWrite, type Writer } from "./write-mark.ts";

interface Options {
  readonly primary: Session;
  readonly writer: Writer;
  readonly route: Route;
  /** The same session on a replica. */
  readonly onReplica: (replica: UsableReplica) => Pick<Session, "read">;
  readonly countRead: (from: "REPLICA" | PrimaryReason) => void;
  /** Receives statements that failed on the replica and are read from the primary. */
  readonly onFailed: (error: Error) => void;
}

/** Stops waiting for a lost replica, which may never respond. */
const unlessLost = <Result>(work: Promise<Result>, lost: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const leave = (): void => reject(new Error("the replica does not answer any more"));
    const arrive = (settle: () => void): void => {
      lost.removeEventListener("abort", leave);
      settle();
    };
    work.then(
      (result) => arrive(() => resolve(result)),
      (error: unknown) => arrive(() => reject(error)),
    );
    if (lost.aborted) leave();
    else lost.addEventListener("abort", leave, { once: true });
  });

/** Whether it would fail the same way on the primary: the request is over, or has read too much. */
const isFinal = (error: unknown, request: AbortSignal): boolean => request.aborted || error instanceof ReadRefusal;

const causeOf = (error: unknown): Error => (error instanceof Refusal && error.originalError) || (error as Error);

/** Writes leave a mark, so that all processes know of them. */
export const markedSession = (primary: Session, writer: Writer): Session => ({
  read: primary.read,
  write: (work, options) =>
    primary.write(async (manager) => {
      const result = await work(manager);
      await markWrite(manager, writer);
      return result;
    }, options),
});

/**
 * A request's session: it reads from the replica as long as it may, and from the primary if it must or if the replica
 * fails.
 */
export const routedSession = (
  { primary, writer, route, onReplica, countRead, onFailed }: Options,
  request: AbortSignal,
): Session => {
  const marked = markedSession(primary, writer);
  return {
    read: async (statement, parameters) => {
      const place = await route.place(primary, writer);
      if (typeof place === "string") {
        countRead(place);
        return primary.read(statement, parameters);
      }
      try {
        const rows = await unlessLost(onReplica(place).read(statement, parameters), place.lost);
        countRead("REPLICA");
        return rows;
      } catch (error) {
        if (isFinal(error, request)) throw error;
        onFailed(causeOf(error));
        route.leaveReplica("FAILED");
        countRead("FAILED");
        return primary.read(statement, parameters);
      }
    },
    write: (work, options) => {
      route.leaveReplica("MUTATION");
      return marked.write(work, options);
    },
  };
};
