import { type GatewayContext, signedIn } from "../../gateway/request/context.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import type { Transport } from "../../gateway/transport/transport.ts";
import type { Database } from "../../platform/database/open.ts";
import type { RanStatement } from "../../platform/database/session/observe.ts";
import { subgraphs } from "./subgraphs.ts";

interface Options {
  readonly database: Database;
  /** Receives every statement that a request runs in a subgraph. */
  readonly observe?: (context: GatewayContext, subgraph: string, statement: RanStatement) => void;
}

/** The transports of the five subgraphs in this process, all on one database. */
export const localTransports = ({ database, observe }: Options): ((name: string) => Transport) => {
  const transports = new Map(
    subgraphs.map(({ name, schema, createContext }) => [
      name,
      inProcess({
        name,
        schema,
        createContext: (context) => {
          const viewer = signedIn(context);
          const observed = observe
            ? (statement: RanStatement) => observe(context, name, statement)
            : context.explain?.observe(name);
          return createContext({
            viewer,
            db: database.session(viewer.tenantId, observed, context.signal, viewer.subject),
          });
        },
      }),
    ]),
  );
  return (name) => {
    const transport = transports.get(name);
    if (!transport) throw new Error(`there is no subgraph ${name} in this process`);
    return transport;
  };
};
