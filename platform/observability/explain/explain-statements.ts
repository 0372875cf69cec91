import type { ApolloServerPlugin } from "@apollo/server";
import type { createStatementList } from "./statement-list.ts";

/** The context of a request of which the statements are to be told. */
export interface Explaining {
  readonly ran?: ReturnType<typeof createStatementList>;
}

/** Puts the statements of a request into `extensions.explain` of its answer, for the gateway that asked for them. */
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
