import { createServer, type Socket } from "node:net";
import { stopAccepting } from "./draining.ts";
import { listenOn, urlOf } from "./port.ts";

interface AcceptOptions {
  readonly port: number;
  /** Loopback only. */
  readonly local: boolean;
  /** Of those that nobody has taken yet; more are closed at once. */
  readonly maxConnections: number;
}

/** Accepts connections for other processes. */
export interface Acceptor {
  /** As a person on this machine reaches it. */
  readonly url: string;
  /** Accepts no more, and has accepted all that had connected by then. */
  stop(): Promise<void>;
}

/** Listens, and gives away each connection before anything is read from it. */
export const acceptFor = async (
  { port, local, maxConnections }: AcceptOptions,
  give: (connection: Socket) => void,
): Promise<Acceptor> => {
  const server = createServer({ pauseOnConnect: true, noDelay: true }, give);
  server.maxConnections = maxConnections;
  await listenOn(server, port, local);
  return { url: urlOf(server), stop: () => stopAccepting(server) };
};
