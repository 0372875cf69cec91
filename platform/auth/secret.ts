import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Whether a given text is one of the secrets, in a time that reveals nothing about which, or how much of one matches.
 */
export const isSecret = (secrets: readonly string[]): ((given: unknown) => boolean) => {
  const expected = secrets.map(digest);
  return (given) => {
    const found = digest(typeof given === "string" ? given : "");
    const equal = expected.map((each) => timingSafeEqual(found, each));
    return typeof given === "string" && equal.includes(true);
  };
};
