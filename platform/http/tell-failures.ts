import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { GraphQLError } from "graphql";
import type { Log } from "../log.ts";

/** Errors that are no answer to what the client did. */
const isFailure = ({ extensions: { code } }: GraphQLError): boolean =>
  code === undefined || code === "INTERNAL_SERVER_ERROR" || String(code).startsWith("DOWNSTREAM_");

const MOST_TOLD = 5;

/** Writes which request failed where, so that a client's `x-request-id` leads to what was logged of the cause. */
export const tellFailures = <Context extends BaseContext>(log: Log): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ request, errors }) => {
      const failures = errors.filter(isFailure);
      if (failures.length === 0) return;
      const told = failures
        .slice(0, MOST_TOLD)
        .map(({ path, extensions: { code } }) => `${path?.join(".") ?? ""} ${code ?? ""}`.trim());
      log.warn(
        { request: request.http?.headers.get("x-request-id"), failures: failures.length, told },
        "a request failed in part",
      );
    },
  }),
});
