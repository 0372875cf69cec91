import { ApolloProvider } from "@apollo/client/react";
import { createContext, type PropsWithChildren, useContext, useMemo, useSyncExternalStore } from "react";
import { session } from "../session/session.ts";
import { createClient } from "./create-client.ts";
import { createFailures, type Failure, type Failures, questionOf } from "./failures.ts";

const FailuresContext = createContext<Failures>(createFailures());

/** Gives everything inside a client that asks under a token, or as the demo viewer without one. */
export const GraphProvider = ({ token, children }: PropsWithChildren<{ token: string | null }>) => {
  const { client, failures } = useMemo(() => {
    const failures = createFailures();
    return { failures, client: createClient({ token, failures, onSignInDemanded: session.demand }) };
  }, [token]);

  return (
    <FailuresContext value={failures}>
      <ApolloProvider client={client}>{children}</ApolloProvider>
    </FailuresContext>
  );
};

/** What the last answer of an operation lacked: about one customer, or in a list of them. */
export const useFailures = (operation: string, id?: string): readonly Failure[] => {
  const failures = useContext(FailuresContext);
  return useSyncExternalStore(failures.subscribe, () => failures.of(questionOf(operation, id)));
};
