import { GraphQLError } from "graphql";
import { Refusal } from "../../graphql/errors.ts";

/** graphql-js stops at its token limit with an error that only its message distinguishes from another syntax error. */
const STOPPED = /^Syntax Error: Document contains more tha[tn] (\d+) tokens\./;

/** The refusal of a document with too many tokens; any other error unchanged. */
export const asTooManyTokens = (error: unknown): unknown => {
  const limit = error instanceof GraphQLError ? Number(STOPPED.exec(error.message)?.[1]) : Number.NaN;
  if (Number.isNaN(limit)) return error;
  return new Refusal(
    "OPERATION_REFUSED",
    `The document has more than ${limit} tokens (words and punctuation). Pass values as variables, or send several requests.`,
    { extensions: { limit } },
  );
};
