import { describe, expect, it } from "@jest/globals";
import { beginningOf, quoted, shortened } from "../../../platform/values/quoted.ts";

describe("The beginning of a text", () => {
  it.each([
    ["is the whole of a short one", "Müller 東京 🍵", "Müller 東京 🍵"],
    ["ends with a whole character", `${"a".repeat(59)}🍵tea`, `${"a".repeat(59)}🍵`],
    ["ends with the character before a pair that is too much", `${"a".repeat(60)}🍵`, "a".repeat(60)],
    ["counts pairs as one character", "🍵".repeat(70), "🍵".repeat(60)],
    ["has no halves of pairs", "\uD83C and \uDF75, \uDF75\uD83C", "\uFFFD and \uFFFD, \uFFFD\uFFFD"],
    ["has no U+0000", "a\0b", "a\uFFFDb"],
  ])("%s", (_, text, beginning) => {
    expect(beginningOf(text)).toBe(beginning);
  });

  it("says that something is left out", () => {
    expect([shortened("a".repeat(61)), shortened("a".repeat(60))]).toEqual([`${"a".repeat(60)}…`, "a".repeat(60)]);
    expect(quoted(`"${"a".repeat(60)}`)).toBe(`"\\"${"a".repeat(59)}…"`);
  });
});
