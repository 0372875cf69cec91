import { describe, expect, it } from "@jest/globals";
import { RuleBroken } from "../../../subgraphs/common/user-errors.ts";
import { importRecord, type View, vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const LINK = `mutation ($input: CustomerExternalIdentifierSetInput!) { customerExternalIdentifierSet(input: $input) {
  customer { externalIdentifiers { externalCreatedAt } } userErrors { message path } } }`;

const link = async (externalCreatedAt: unknown) => {
  const viewer = given.tenant();
  const customerId = await given.customer(viewer);
  const input = { customerId, source: "NETSUITE", externalId: "1", externalCreatedAt };
  const { data, errors } = await ask(viewer, LINK, { input });
  const payload = data?.customerExternalIdentifierSet;
  const told: string | undefined = payload?.customer?.externalIdentifiers[0].externalCreatedAt;
  return { told, errors: [...errors, ...(payload?.userErrors ?? [])] };
};

const importLedger = async (moment: string): Promise<string[]> => {
  const viewer = given.tenant();
  const record: View = {
    name: "Acme",
    source: "netsuite",
    external_id: "1",
    external_created_at: moment,
    external_updated_at: "2026-03-01T09:30:00.000Z",
  };
  try {
    await testDatabase
      .session(viewer.tenantId)
      .write((manager) => importRecord(manager, viewer, vocabularyNamed("TAX_ENGINE"), record));
    return [];
  } catch (error) {
    if (error instanceof RuleBroken) return error.userErrors.map(({ path }) => path.join("."));
    throw error;
  }
};

describe("DateTime", () => {
  it.each([
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["0099-12-31T23:59:59.999Z", "0099-12-31T23:59:59.999Z"],
    ["1582-10-10T00:00:00Z", "1582-10-10T00:00:00.000Z"],
    ["1850-01-01T00:00:00Z", "1850-01-01T00:00:00.000Z"],
    ["2000-02-29T12:00:00+05:30", "2000-02-29T06:30:00.000Z"],
    ["2026-03-01T00:30:00+14:00", "2026-02-28T10:30:00.000Z"],
    ["2026-03-01t09:30:00z", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01T09:30:00.1Z", "2026-03-01T09:30:00.100Z"],
    ["2026-03-01T23:59:59.999999999Z", "2026-03-01T23:59:59.999Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
    ["2026-03-01T09:30:00.000+0000", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01T09:30-0530", "2026-03-01T15:00:00.000Z"],
    ["2026-03-01T09:30Z", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01 09:30:00Z", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01 09:30:00.1234567 +01:00", "2026-03-01T08:30:00.123Z"],
  ])("accepts %s, and returns it in UTC with milliseconds", async (moment, told) => {
    const answer = await link(moment);

    expect(answer).toEqual({ told, errors: [] });
    expect(await link(told)).toEqual(answer);
    expect(await importLedger(moment)).toEqual([]);
  });

  it.each([
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59.999-12:00",
    "10000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "0044-03-15 BC",
    "infinity",
    "-infinity",
    "now",
    "2026-03-01T09:30:00",
    "2026-03-01 09:30:00",
    "2026-03-01T09Z",
    "2026-03-01T09:30:00+1",
    "2026-03-01T09:30.5Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T23:59:60Z",
    "2026-03-01T09:30:00+24:00",
    "2026-03-01T09:30:00.Z",
    "",
  ])("refuses %j at its path, saying what would be right", async (moment) => {
    const { told, errors } = await link(moment);

    expect({ told, errors }).toEqual({
      told: undefined,
      errors: [
        {
          path: ["externalCreatedAt"],
          message: expect.stringMatching(
            / is not accepted\. Give a day of the years 0001 to 9999 such as .* or a moment/,
          ),
        },
      ],
    });
    expect(await importLedger(moment)).toEqual(["external_created_at"]);
  });

  it.each([0, true])("refuses %j, which no person types", async (moment) => {
    const { told, errors } = await link(moment);

    expect(told).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(await importLedger(moment as never)).toEqual(["external_created_at"]);
  });
});

describe("Date", () => {
  const certificate = async (validFrom: string) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { data, errors } = await ask(
      viewer,
      `mutation ($input: ExemptionCertificateCreateInput!) { exemptionCertificateCreate(input: $input) {
        exemptionCertificate { validFrom } userErrors { message } } }`,
      { input: { customerId, number: "1", validFrom } },
    );
    const { exemptionCertificate, userErrors } = data.exemptionCertificateCreate;
    return { told: exemptionCertificate?.validFrom, errors: [...errors, ...userErrors] };
  };

  it.each(["0001-01-01", "0099-12-31", "1582-10-10", "1850-01-01", "2024-02-29", "9999-12-31"])(
    "returns %s as that day",
    async (day) => {
      expect(await certificate(day)).toEqual({ told: day, errors: [] });
    },
  );

  it.each(["0000-01-01", "10000-01-01", "2026-02-29", "2026-3-1", "2026-03-01T00:00:00Z", "infinity", "today", ""])(
    "refuses %j",
    async (day) => {
      const { told, errors } = await certificate(day);

      expect(told).toBeUndefined();
      expect(errors[0]?.message).toContain(
        `${JSON.stringify(day)} is not accepted. Give a day of the years 0001 to 9999`,
      );
    },
  );
});

describe("A cursor with a moment", () => {
  const cursor = (...values: readonly string[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  const ID = "0198c0de-0000-7000-8000-ffffffffffff";

  it.each(["2026-02-30T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "2026-03-01T09:30:00Z", "infinity"])(
    "that is %s is refused in every list",
    async (moment) => {
      const viewer = given.tenant();
      const id = await given.customer(viewer);
      const after = cursor(moment, ID);
      const ofCustomer = (list: string) =>
        `{ customer(id: "${id}") { relationship { ${list}(after: "${after}") { totalCount } } } }`;

      const answers = [
        await ask(viewer, ofCustomer("notes")),
        await ask(viewer, ofCustomer("activities")),
        await ask(viewer, ofCustomer("attachments")),
        await ask(viewer, `{ deletedCustomers(after: "${after}") { totalCount } }`),
        await ask(
          viewer,
          `{ customers(orderBy: { field: CREATED_AT, direction: ASC }, after: "${cursor("CREATED_AT ASC", moment, ID)}") { totalCount } }`,
        ),
      ];

      expect(answers.map(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual(
        answers.map(() => ["BAD_USER_INPUT"]),
      );
    },
  );
});
