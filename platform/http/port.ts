import { type AddressInfo, createServer, type Server } from "node:net";
import { Explained } from "../process/explained.ts";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is in use. Stop what listens there, or set PORT to another",
  EACCES: "needs more rights than this user has. Set PORT to one above 1023",
};

/** Listens on loopback or on every address, or says why the port is unavailable. */
export const listenOn = (server: Server, port: number, local: boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      const reason = REASONS[error.code ?? ""];
      reject(reason ? new Explained(`Port ${port} ${reason}.`) : error);
    };
    server.once("error", refuse);
    server.listen({ port, host: local ? "127.0.0.1" : undefined }, () => {
      server.off("error", refuse);
      resolve();
    });
  });

/** The URL of a listening server for a person on this machine. */
export const urlOf = (server: Server): string => `http://localhost:${(server.address() as AddressInfo).port}`;

/** Detects that a port is in use before anything is started. */
export const ensurePortIsFree = async (port: number, local: boolean): Promise<void> => {
  const server = createServer();
  await listenOn(server, port, local);
  await new Promise((resolve) => server.close(resolve));
};
