import { Refusal } from "../../../platform/graphql/errors.ts";
import { countCharacters } from "../../../platform/values/count-characters.ts";
import { quoted } from "../../../platform/values/quoted.ts";

const MOST = 256;

/** The search text, trimmed. Refuses what is too short or too long. */
export const checkedText = (text: string, argument: string, least: number): string => {
  const wanted = text.trim();
  const length = countCharacters(wanted, MOST);
  if (length >= least && length <= MOST && !wanted.includes("\0")) return wanted;
  throw new Refusal(
    "BAD_USER_INPUT",
    `${argument}: ${quoted(text)} is not a valid search text. Give ${least} to ${MOST} characters.`,
  );
};
