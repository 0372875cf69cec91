import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse, GraphQLRequestListener } from "@apollo/server";
import { EXPLAIN_HEADER } from "../../platform/observability/explain/header.ts";
import type { GatewayContext } from "../request/context.ts";
import type { Recorder } from "./recorder.ts";
import type { Explained } from "./shape.ts";

type Sending = GraphQLRequestContextWillSendResponse<GatewayContext>;

const REFUSED: Explained = {
  error: { code: "FORBIDDEN", message: "To have an answer explained you need the scope admin." },
};

const add = ({ response: { body } }: Sending, explain: Explained): void => {
  if (body.kind !== "single") return;
  body.singleResult.extensions = { ...body.singleResult.extensions, explain };
};

const refusing: GraphQLRequestListener<GatewayContext> = {
  willSendResponse: async (request) => add(request, REFUSED),
};

const explaining = (recorder: Recorder): GraphQLRequestListener<GatewayContext> => ({
  parsingDidStart: async () => {
    const parsed = recorder.step("parse");
    return async () => parsed();
  },
  validationDidStart: async () => {
    const validated = recorder.step("validate");
    return async () => validated();
  },
  willSendResponse: async (request) => add(request, recorder.explanation()),
});

/** Adds `extensions.explain` to a response, for clients that ask for it and may see it. */
export const explainRequests = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async ({ request, contextValue: { explain } }) => {
    if (explain) {
      explain.begin();
      return explaining(explain);
    }
    return request.http?.headers.get(EXPLAIN_HEADER) === "1" ? refusing : undefined;
  },
});
