import { type Client, Connection } from "pg";

/** A connection as far as asking its server to cancel needs it. `pg` types neither the key nor how TLS is begun. */
export type Cancellable = Pick<Client, "host" | "port" | "ssl" | "end"> & {
  readonly processID: number;
  readonly secretKey: number;
  readonly sslNegotiation?: string;
  readonly connection: { readonly stream: { destroy(): void } };
};

type RawConnection = Connection & {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
};

/**
 * What became of a cancel request: `served` is over and done with, `unsent` has reached nobody, and `unknown` may yet stop whatever
 * runs on the connection then.
 */
export type CancelOutcome = "served" | "unsent" | "unknown";

const TIMEOUT_MS = 2_000;

/**
 * Asks the server to stop what a connection runs, over another connection, as PostgreSQL's protocol has it; no place among the
 * server's sessions is needed for it. The server signals first and hangs up then: once it has hung up, the request cannot hit a
 * statement that is sent later. libpq waits for the same.
 */
export const requestCancel = (client: Cancellable): Promise<CancelOutcome> =>
  new Promise((resolve) => {
    const { host, port, ssl, sslNegotiation } = client;
    const connection = new Connection({ ssl, sslNegotiation } as object) as RawConnection;
    let outcome: CancelOutcome = "unsent";
    const hangUp = (): unknown => connection.stream.destroy();
    const timer = setTimeout(hangUp, TIMEOUT_MS);
    const close = (): void => {
      clearTimeout(timer);
      resolve(outcome);
    };

    const ask = (): void => {
      outcome = "unknown";
      connection.stream.once("end", () => (outcome = "served")).once("close", close);
      connection.cancel(client.processID, client.secretKey);
    };
    connection.once("connect", () => {
      if (!ssl) ask();
      else if (sslNegotiation !== "direct") connection.requestSsl();
    });
    connection.once("sslconnect", ask);
    connection.on("error", hangUp);
    connection.stream.once("close", () => outcome === "unsent" && close());

    if (host.startsWith("/")) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
