import { GraphQLError } from "graphql";
import { Refusal } from "../../graphql/errors.ts";

/** How Apollo Server begins what it says of a request that another site could make a browser send. Only its words tell it from others. */
const BLOCKED = "This operation has been blocked as a potential Cross-Site Request Forgery";

/** The refusal of a plain GET, with what to do instead; any other error as it is. */
export const asUnsafeRequest = (error: unknown): unknown => {
  if (!(error instanceof GraphQLError && error.message.startsWith(BLOCKED))) return error;
  return new Refusal(
    "BAD_REQUEST",
    "A GET request needs the header apollo-require-preflight, such as `apollo-require-preflight: true`, so that no other site can make a browser " +
      "send it. Or send the operation with POST, as application/json: urql does with `preferGetMethod: false`.",
  );
};
