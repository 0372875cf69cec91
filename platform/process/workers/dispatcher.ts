import type { Socket } from "node:net";

/** Hands connections to workers in turn. */
export interface Dispatcher<Worker> {
  /** Hands a connection over as soon as a worker is free. */
  dispatch(connection: Socket): void;
  /** A worker is ready, or has taken its connection: it is free for the next one. */
  free(worker: Worker): void;
  /** A worker is dead: another gets the connection it has not taken. */
  remove(worker: Worker): void;
  /** Resolves once every connection has been taken. */
  allTaken(): Promise<void>;
  /** Closes the connections not taken. */
  close(): void;
}

/**
 * A connection stays open here until its worker confirms that it has it, which the worker does before reading from it:
 * so none is lost with a worker, and a hung worker gets no second one.
 */
export const createDispatcher = <Worker>(give: (worker: Worker, connection: Socket) => void): Dispatcher<Worker> => {
  const waiting: Socket[] = [];
  const freeWorkers = new Set<Worker>();
  const given = new Map<Worker, Socket>();
  const waitForAll = new Set<() => void>();

  const handOver = (): void => {
    for (const worker of freeWorkers) {
      const connection = waiting.shift();
      if (!connection) break;
      freeWorkers.delete(worker);
      given.set(worker, connection);
      give(worker, connection);
    }
    if (waiting.length + given.size > 0) return;
    for (const resolve of waitForAll) resolve();
    waitForAll.clear();
  };

  return {
    dispatch: (connection) => {
      connection.on("error", () => undefined); // Whoever takes it sees for itself.
      waiting.push(connection);
      handOver();
    },
    free: (worker) => {
      given.get(worker)?.destroy();
      given.delete(worker);
      freeWorkers.add(worker);
      handOver();
    },
    remove: (worker) => {
      const connection = given.get(worker);
      if (connection) waiting.unshift(connection);
      given.delete(worker);
      freeWorkers.delete(worker);
      handOver();
    },
    allTaken: () =>
      new Promise((resolve) => {
        waitForAll.add(resolve);
        handOver();
      }),
    close: () => {
      for (const connection of [...waiting.splice(0), ...given.values()]) connection.destroy();
    },
  };
};
