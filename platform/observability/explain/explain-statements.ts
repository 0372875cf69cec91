import type { ApolloServerPlugin } from "@apollo/server";
import type { createStatementList } from "./statement-list.ts";

/** The context of a request whose statements are reported. */
export interface Explaining {
  readonly ran?: ReturnType<typeof createStatementList>;
}

/** Adds the statements of a request to `extensions.explain` of its response, for the gateway that requested them. */
export const explainStatements = (): ApolloServerPlugin<Explaining> => ({
  requestDidStart: async ({ contextValue: { ran } }) => {
    if (!ran) return;
    return {
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind === "single") body.singleResult.extensions = { explain: ran.all() };
      },
    };
  },
});
