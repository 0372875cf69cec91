import { localTransports } from "../../../cli/graph/local-graph.ts";
import { signedIn } from "../../../gateway/request/context.ts";
import { inProcess } from "../../../gateway/transport/in-process.ts";
import type { Transport } from "../../../gateway/transport/transport.ts";
import { billing } from "../server.ts";

type Options = Parameters<typeof localTransports>[0];

/** The transports of the six subgraphs in this process: the five as usual, and billing's beside them. */
export const localSix = ({ database, observe }: Options): ((name: string) => Transport) => {
  const { name: own, schema, createContext } = billing;
  const toTheFive = localTransports({ database, observe });
  const toBilling = inProcess({
    name: own,
    schema,
    createContext: (context) =>
      createContext({
        viewer: signedIn(context),
        db: database.session(
          signedIn(context).tenantId,
          observe ? (statement) => observe(context, own, statement) : context.explain?.observe(own),
          context.signal,
          signedIn(context).subject,
        ),
      }),
  });
  return (name) => (name === own ? toBilling : toTheFive(name));
};
