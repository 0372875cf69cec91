import { ApolloProvider } from "@apollo/client/react";
import { createContext, type PropsWithChildren, useContext, useMemo, useSyncExternalStore } from "react";
import { session } from "../session/session.ts";
import { createClient } from "./create-client.ts";
import { createFailures, type Failure, type Failures, questionOf } from "./failures.ts";

const FailuresContext = createContext<Failures>(createFailures());

/** Provides an Apollo Client for a token, or for the demo viewer without one. */
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

/** The failures in an operation's last response, for one customer or for a list. */
export const useFailures = (operation: string, id?: string): readonly Failure[] => {
  const failures = useContext(FailuresContext);
  return useSyncExternalStore(failures.subscribe, () => failures.of(questionOf(operation, id)));
};
