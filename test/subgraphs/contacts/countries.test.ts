import { describe, expect, it } from "@jest/globals";
import { countryCodeOf } from "../../../subgraphs/contacts/countries.ts";
import { longestGo, slowness } from "../../support/cpu.ts";

describe("The country named by a text", () => {
  it.each([
    ["Germany", "DE"],
    [" norway ", "NO"],
    ["Côte d'Ivoire", "CI"],
    ["COTE D'IVOIRE", "CI"],
    ["Türkiye", "TR"],
    ["Turkiye".normalize("NFD"), "TR"],
    ["Åland Islands".normalize("NFD"), "AX"],
    ["The Netherlands", "NL"],
    ["U.S.A.", "US"],
    ["Allemagne", null],
    ["constructor", null],
    ["", null],
  ])("%j is %j", (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });

  it("takes no longer to find in long texts than in short ones", async () => {
    const texts = Array.from({ length: 500 }, (_, n) => `${"é".repeat(9_990)}${n}`);
    const all = async (): Promise<void> => texts.forEach(countryCodeOf);

    expect(await longestGo(all)).toBeLessThan(20 * slowness());
  });
});
