import { createServer, type Socket } from "node:net";
import { stopAccepting } from "./draining.ts";
import { listenOn, urlOf } from "./port.ts";

interface AcceptOptions {
  readonly port: number;
  /** Loopback only. */
  readonly local: boolean;
  /** Connections not yet taken; further ones are closed at once. */
  readonly maxConnections: number;
}

/** Accepts connections for other processes. */
export interface Acceptor {
  /** The URL for a person on this machine. */
  readonly url: string;
  /** Stops accepting, after everything that had connected by then was accepted. */
  stop(): Promise<void>;
}

/** Listens, and hands each connection over before reading from it. */
export const acceptFor = async (
  { port, local, maxConnections }: AcceptOptions,
  give: (connection: Socket) => void,
): Promise<Acceptor> => {
  const server = createServer({ pauseOnConnect: true, noDelay: true }, give);
  server.maxConnections = maxConnections;
  await listenOn(server, port, local);
  return { url: urlOf(server), stop: () => stopAccepting(server) };
};
