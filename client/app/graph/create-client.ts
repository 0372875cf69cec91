import { ApolloClient, ApolloLink, HttpLink } from "@apollo/client";
import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { ErrorLink } from "@apollo/client/link/error";
import type { GraphQLFormattedError } from "graphql";
import { tap } from "rxjs";
import { createCustomerCache } from "../../cache/index.ts";
import { type Failures, questionOf } from "./failures.ts";

interface Options {
  readonly token: string | null;
  readonly failures: Failures;
  /** Called on status 401 or an `UNAUTHENTICATED` error. */
  readonly onSignInDemanded: () => void;
}

const demandsSignIn = (error: unknown): boolean =>
  (ServerError.is(error) && error.statusCode === 401) ||
  (CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED"));

const noteFailures = (failures: Failures): ApolloLink =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap((result) => {
        const { errors } = result as { errors?: readonly GraphQLFormattedError[] };
        failures.note(questionOf(operation.operationName ?? "", operation.variables.id), errors);
      }),
    ),
  );

/**
 * An Apollo Client for the graph that served this page. One per token, so that no cached data
 * outlives a session.
 */
export const createClient = ({ token, failures, onSignInDemanded }: Options): ApolloClient =>
  new ApolloClient({
    cache: createCustomerCache(),
    link: ApolloLink.from([
      new ErrorLink(({ error }) => {
        if (demandsSignIn(error)) onSignInDemanded();
      }),
      noteFailures(failures),
      new HttpLink({ uri: "/graphql", headers: token ? { authorization: `Bearer ${token}` } : {} }),
    ]),
  });
