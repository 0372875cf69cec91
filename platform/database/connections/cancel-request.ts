import { type Client, Connection } from "pg";

/** The parts of a connection needed to cancel its statement. `pg` types neither the key nor how TLS starts. */
export type Cancellable = Pick<Client, "host" | "port" | "ssl" | "end" | "on" | "off"> & {
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
 * The outcome of a cancel request: `served` is finished, `unsent` reached nobody, and `unknown` may still cancel
 * whatever runs on the connection then.
 */
export type CancelOutcome = "served" | "unsent" | "unknown";

const TIMEOUT_MS = 2_000;

/**
 * Asks the server to cancel a connection's statement, over another connection, as in PostgreSQL's protocol; that needs
 * none of the server's sessions. The server signals first and then hangs up: once it has hung up, the request cannot
 * hit a later statement. libpq waits for the same.
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
