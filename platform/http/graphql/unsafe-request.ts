import { GraphQLError } from "graphql";
import { Refusal } from "../../graphql/errors.ts";

/**
 * The start of Apollo Server's message for a request that another site could make a browser send. Only the message
 * identifies it.
 */
const BLOCKED = "This operation has been blocked as a potential Cross-Site Request Forgery";

/** The refusal of a plain GET, with what to do instead; any other error unchanged. */
export const asUnsafeRequest = (error: unknown): unknown => {
  if (!(error instanceof GraphQLError && error.message.startsWith(BLOCKED))) return error;
  return new Refusal(
    "BAD_REQUEST",
    "A GET request needs the header apollo-require-preflight, such as `apollo-require-preflight: true`, so that no other site can make a browser " +
      "send it. Or send the operation with POST, as application/json: urql does with `preferGetMethod: false`.",
  );
};
