import { afterEach, describe, expect, it } from "@jest/globals";
import { entityValidators, type Validator } from "stdnum";
import { classify } from "../../../subgraphs/finance/tax-numbers/classify.ts";
import { countryIn } from "../../../subgraphs/finance/tax-numbers/country.ts";
import { validateTaxNumber } from "../../../subgraphs/finance/tax-numbers/validate.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

describe("The country in a tax number's prefix", () => {
  it.each([
    ["DE811115368", "DE"],
    ["de 811 115 368", "DE"],
    ["ATU13585627", "AT"],
    ["FRXX123456789", "FR"],
    ["EL094259216", "GR"],
    ["XI980780684", "GB"],
    ["CHE-107.787.577 MWST", "CH"],
    ["NO 995 525 828 MVA", "NO"],
  ])("of %s is %s", (number, country) => {
    expect(countryIn(number)).toBe(country);
  });

  it.each(["12-3456789", "DEMMRA85T10A562S", "RSSMRA85T10A562S", "MAB9307148T4", "DE", "", "漢字"])(
    "of %p is unknown",
    (number) => {
      expect(countryIn(number)).toBeNull();
    },
  );
});

const COMPANY = "COMPANY";
const INDIVIDUAL = "INDIVIDUAL";

describe("The validation of a tax number", () => {
  it.each([
    ["DE", "DE811115368", "DE.vat", COMPANY],
    [null, "DE 136,695 976", "DE.vat", COMPANY],
    ["AT", "ATU13585627", "AT.uid", COMPANY],
    ["BE", "BE0428759497", "BE.vat", COMPANY],
    ["FR", "FR40303265045", "FR.tva", COMPANY],
    ["GB", "GB980780684", "GB.vat", COMPANY],
    [null, "XI980780684", "GB.vat", COMPANY],
    ["GR", "EL094259216", "GR.vat", COMPANY],
    ["IT", "IT00743110157", "IT.iva", COMPANY],
    ["IT", "RSSMRA85T10A562S", "IT.codicefiscale", INDIVIDUAL],
    ["ES", "54362315K", "ES.nif", INDIVIDUAL],
    ["ES", "ESA13585625", "ES.nif", COMPANY],
    ["NL", "NL004495445B01", "NL.btw", COMPANY],
    ["NL", "111222333", "NL.bsn", INDIVIDUAL],
    ["DK", "211062-5629", "DK.cpr", INDIVIDUAL],
    ["CH", "CHE-107.787.577 MWST", "CH.vat", COMPANY],
    ["NO", "988077917", "NO.orgnr", COMPANY],
    ["US", "12-3456789", "US.ein", COMPANY],
    ["US", "536-90-4399", "US.ssn", INDIVIDUAL],
    ["US", "536904399", "US", null],
    ["US", "123456789", "US", null],
    ["US", "912-90-3456", "US.itin", INDIVIDUAL],
    ["US", "912903456", "US", null],
    ["US", "91-1144442", "US.ein", COMPANY],
    ["US", "911144442", "US.ein", COMPANY],
    ["JP", "T7000012050002", "JP.cn", COMPANY],
    ["JP", "T 7-0000-1205-0002", "JP.cn", COMPANY],
    ["HU", "12892312-2-41", "HU.anum", null],
    ["HU", "12892312241", "HU.anum", null],
    ["ES", "B-58378431", "ES.nif", COMPANY],
    ["ES", "ES-B58378431", "ES.nif", COMPANY],
    ["ES", "54.362.315-K", "ES.nif", INDIVIDUAL],
    ["ES", "ESX2482300W", "ES.nif", INDIVIDUAL],
    ["CA", "123026635RT0001", "CA.gst", COMPANY],
    ["BR", "390.533.447-05", "BR.cpf", INDIVIDUAL],
    ["MX", "GODE561231GR8", "MX.rfc", INDIVIDUAL],
    ["IN", "27AAPFU0939F1ZV", "IN.gstin", COMPANY],
    ["KE", "P051365947M", "KE.pin", COMPANY],
    ["HR", "HR33392005961", "HR.oib", null],
    ["HU", "HU12892312", "HU.anum", null],
  ])("recognizes in %s the number %s as %s of %s", async (country, number, format, holder) => {
    expect(await validateTaxNumber(number, country)).toEqual({ status: "VALID", method: `stdnum ${format}`, holder });
  });

  it.each([
    ["DE", "DE811115369"],
    ["FR", "12345"],
    [null, "GB123456789"],
    ["NL", "-"],
    ["NL", "NL"],
    ["SE", "漢字"],
    ["HU", "12892312-9-41"],
    ["JP", "TT7000012050002"],
    ["US", "1".repeat(101)],
    ["DE", "1".repeat(1_000_000)],
  ])("refuses in %s what is not a number there", async (country, number) => {
    expect(await validateTaxNumber(number, country)).toMatchObject({ status: "INVALID", holder: null });
  });

  it.each([
    [null, "12-3456789"],
    ["AQ", "12345"],
    ["LK", "12345"],
  ])("leaves alone in %s what it has no format for", async (country, number) => {
    expect(await validateTaxNumber(number, country)).toEqual({ status: "UNSUPPORTED", method: null, holder: null });
  });
});

describe("The classification by tax numbers", () => {
  const of = (
    validationStatus: "VALID" | "INVALID" | "UNSUPPORTED" | "UNAVAILABLE",
    holder: "COMPANY" | "INDIVIDUAL" | null = null,
    validationMethod = "stdnum HR.oib",
  ) => ({
    validationStatus,
    validationMethod,
    holder,
  });

  it.each([
    ["no number at all", [], "B2C"],
    ["a company's", [of("VALID", COMPANY)], "B2B"],
    ["a valid one of a kind that companies and persons share", [of("VALID")], "B2B"],
    ["one that may be a company's or a person's", [of("VALID", null, "stdnum US")], null],
    ["a company's, and one that may be either's", [of("VALID", null, "stdnum US"), of("VALID", COMPANY)], "B2B"],
    ["a person's", [of("VALID", INDIVIDUAL)], "B2C"],
    ["an invalid one", [of("INVALID")], "B2C"],
    ["one of an unsupported country", [of("UNSUPPORTED")], null],
    ["one that could not be validated", [of("UNAVAILABLE")], null],
    ["a person's and one that could not be validated", [of("VALID", INDIVIDUAL), of("UNAVAILABLE")], null],
    ["a company's after all others", [of("INVALID"), of("UNAVAILABLE"), of("VALID", COMPANY)], "B2B"],
  ] as const)("makes of %s", (_, registrations, classification) => {
    expect(classify(registrations)).toBe(classification);
  });
});

const FINANCE = `finance { taxClassification taxRegistrations { number holder validation { status method checkedAt } } }`;

describe("A validator that fails", () => {
  const failing: Validator = {
    name: "broken",
    localName: "broken",
    compact: (text) => text,
    format: (text) => text,
    validate: () => {
      throw new Error("out of order");
    },
  };
  const german = [...(entityValidators.DE ?? [])];

  afterEach(() => {
    entityValidators.DE = [...german];
  });

  it("leaves the classification open until the number is retried", async () => {
    const viewer = given.tenant();
    entityValidators.DE = [failing];
    const customerId = await given.customer(viewer, {
      finance: {
        taxRegistrations: [
          { number: "65 929 970 489", countryCode: "DE" },
          { number: "DE1", countryCode: "DE" },
        ],
      },
    });

    const before = await ask(viewer, `query ($id: ID!) { customer(id: $id) { version ${FINANCE} } }`, {
      id: customerId,
    });
    entityValidators.DE = [...german];
    const { data } = await ask(
      viewer,
      `mutation ($input: TaxRegistrationsValidateInput!) { taxRegistrationsValidate(input: $input) {
        customer { version ${FINANCE} } userErrors { code } } }`,
      { input: { customerId } },
    );
    const again = await ask(
      viewer,
      `mutation ($input: TaxRegistrationsValidateInput!) { taxRegistrationsValidate(input: $input) { customer { version } } }`,
      { input: { customerId } },
    );

    expect(before.data.customer).toMatchObject({ version: 1, finance: { taxClassification: null } });
    expect(before.data.customer.finance.taxRegistrations[1].validation).toMatchObject({
      status: "UNAVAILABLE",
      method: "stdnum DE",
    });
    expect(data.taxRegistrationsValidate).toMatchObject({ userErrors: [], customer: { version: 2 } });
    expect(data.taxRegistrationsValidate.customer.finance).toMatchObject({
      taxClassification: "B2C",
      taxRegistrations: [
        { validation: { status: "VALID" } },
        { validation: { status: "INVALID", method: "stdnum DE" } },
      ],
    });
    expect(again.data.taxRegistrationsValidate.customer.version).toBe(2);
  });

  it("does not prevent another one from recognizing the number", async () => {
    entityValidators.DE = [failing, ...german];

    expect(await validateTaxNumber("DE811115368", "DE")).toMatchObject({ status: "VALID", holder: COMPANY });
  });
});
