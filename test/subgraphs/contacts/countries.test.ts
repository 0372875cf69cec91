import { describe, expect, it } from "@jest/globals";
import countries from "i18n-iso-countries/index.js";
import { countryCodeOf, hasCountryNames, learnCountryNames } from "../../../subgraphs/contacts/countries.ts";
import { cpuBaseline, longestBlock } from "../../support/cpu.ts";

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
    ["Côte d’Ivoire", "CI"],
    ["Cote dʼIvoire", "CI"],
    ["United   Arab\u00A0Emirates", "AE"],
    ["EL", "GR"],
    ["el", "GR"],
    ["XK", "XK"],
    ["XKX", "XK"],
    ["Kosovo", "XK"],
    ["Myanmar (Burma)", "MM"],
    ["Hong Kong SAR China", "HK"],
    ["St. Kitts & Nevis", "KN"],
    ["Saint Kitts and Nevis", "KN"],
    ["Congo - Kinshasa", "CD"],
    ["Congo (the Democratic Republic of the)", "CD"],
    ["The Republic of the Congo", "CG"],
    ["Federal Republic of Germany", "DE"],
    ["The Kingdom of the Netherlands", "NL"],
    ["Netherlands (Kingdom of the)", "NL"],
    ["Korea, Republic of", "KR"],
    ["Korea (the Democratic People's Republic of)", "KP"],
    ["Iran (Islamic Republic of)", "IR"],
    ["Bolivia (Plurinational State of)", "BO"],
    ["Tanzania, United Republic of", "TZ"],
    ["Moldova (the Republic of)", "MD"],
    ["Virgin Islands (British)", "VG"],
    ["United Kingdom of Great Britain and Northern Ireland (the)", "GB"],
    ["People’s Republic of China", "CN"],
    ["Swiss Confederation", "CH"],
    ["Palestine, State of", "PS"],
    ["State of Georgia", null],
    ["the", null],
    ["Allemagne", null],
    ["constructor", null],
    ["", null],
  ])("%j is %j", (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });

  it("is known by every English name of CLDR", () => {
    const unknown = Object.keys(countries.getAlpha2Codes()).flatMap((code) =>
      (["long", "short"] as const)
        .map((style) => new Intl.DisplayNames(["en"], { type: "region", style }).of(code) ?? "")
        .filter((name) => countryCodeOf(name) !== code),
    );

    expect(unknown).toEqual([]);
  });

  it("is known by its name in another language once that is learnt", () => {
    const before = countryCodeOf("Österreich");

    learnCountryNames("de");

    expect([before, countryCodeOf("Österreich"), countryCodeOf("Vereinigte Staaten")]).toEqual([null, "AT", "US"]);
    expect([hasCountryNames("de"), hasCountryNames("xx")]).toEqual([true, false]);
  });

  it("takes no longer to find in long texts than in short ones", async () => {
    const texts = Array.from({ length: 500 }, (_, n) => `${"é".repeat(9_990)}${n}`);
    const all = async (): Promise<void> => texts.forEach(countryCodeOf);

    expect(await longestBlock(all)).toBeLessThan(20 * cpuBaseline());
  });
});
