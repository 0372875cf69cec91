import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { countOf } from "../../graphql/errors.ts";
import type { Log } from "../../observability/log.ts";

/** Errors not caused by the client. */
const isFailure = ({ extensions }: Pick<GraphQLFormattedError, "extensions">): boolean => {
  const code = extensions?.code;
  return code === undefined || code === "INTERNAL_SERVER_ERROR" || String(code).startsWith("DOWNSTREAM_");
};

const MOST_NAMED = 5;

/**
 * Logs which request failed where, and adds the request's id to each such error, which leads to the log entry of the
 * cause.
 */
export const failureLogging = <Context extends BaseContext>(log: Log): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ request, errors }) => {
      const failures = errors.filter(isFailure);
      if (failures.length === 0) return;
      const first = failures
        .slice(0, MOST_NAMED)
        .map(({ path, extensions: { code } }) => `${path?.join(".") ?? ""} ${code ?? ""}`.trim());
      log.warn(
        {
          request: request.http?.headers.get("x-request-id"),
          failures: failures.reduce((sum, error) => sum + (countOf(error) ?? 1), 0),
          first,
        },
        "a request failed in part",
      );
    },
    willSendResponse: async ({ request, response: { body } }) => {
      if (body.kind !== "single" || !body.singleResult.errors) return;
      const requestId = request.http?.headers.get("x-request-id");
      body.singleResult.errors = body.singleResult.errors.map((error) =>
        isFailure(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error,
      );
    },
  }),
});
