import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";

/** Seconds after which the request may be sent again; nothing if it may not, or not for this reason. */
const retryAfterOf = ({ extensions }: GraphQLFormattedError): number | undefined => {
  const { code, retryAfter, outcome } = extensions ?? {};
  return code === "DOWNSTREAM_SERVICE_UNAVAILABLE" && outcome === undefined && typeof retryAfter === "number"
    ? retryAfter
    : undefined;
};

/** Answers 503 with `Retry-After` where nothing could be answered for now, so that HTTP also says to retry. */
export const retryAfterHeader = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body, http } }) => {
      if (body.kind !== "single" || (body.singleResult.data ?? undefined) !== undefined) return;
      const waits = (body.singleResult.errors ?? []).map(retryAfterOf);
      if (waits.length === 0 || waits.includes(undefined)) return;
      http.status = 503;
      http.headers.set("retry-after", String(Math.max(...waits.map(Number))));
    },
  }),
});
