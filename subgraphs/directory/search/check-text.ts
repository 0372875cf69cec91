import { Refusal } from "../../../platform/graphql/errors.ts";

const MOST = 256;

/** The search text, trimmed. Refuses what is too short or too long. */
export const checkedText = (text: string, argument: string, least: number): string => {
  const wanted = text.trim();
  const length = [...wanted].length;
  if (length >= least && length <= MOST && !wanted.includes("\0")) return wanted;
  throw new Refusal(
    "BAD_USER_INPUT",
    `${argument}: ${JSON.stringify(text.slice(0, 60))} is not a valid search text. Give ${least} to ${MOST} characters.`,
  );
};
