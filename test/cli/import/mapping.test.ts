import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readMapping } from "../../../cli/import/read-mapping.ts";
import { createReader } from "../../../cli/import/to-input.ts";
import { projectFile } from "../../../platform/project.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mapping-"));
});
afterAll(() => rm(folder, { recursive: true }));

const mappingOf = async (json: unknown) => {
  const path = join(folder, `${randomUUID()}.json`);
  await writeFile(path, typeof json === "string" ? json : JSON.stringify(json));
  return readMapping(path);
};

/** Reads one row, given as cells by column, with a mapping of the columns. */
const read = async (cells: Readonly<Record<string, string>>, mapping: object) => {
  const columns = {
    no: "accountNumber",
    name: "displayName",
    ...("columns" in mapping ? (mapping.columns as object) : {}),
  };
  const whole = { match: { by: "accountNumber" }, ...mapping, columns };
  const row = { no: "1", name: "Harbour Lights", ...cells };
  return createReader(await mappingOf(whole), Object.keys(row))(Object.values(row));
};

describe("readMapping", () => {
  it("reports all faults of a mapping at once, each at its place", async () => {
    const mapping = mappingOf({
      match: { by: "accountNumber" },
      delimeter: ";",
      required: ["name", "vat"],
      columns: {
        name: "displayNme",
        boss: "contacts.name",
        mail: { to: "primaryEmail", maps: {} },
        state: { to: "status", values: { gone: "LOST" } },
        phone: "primaryPhone",
        mobile: "primaryPhone",
        kind: "addresses[0].purposes",
        "": "addresses[100].city",
      },
      constants: {
        finance: {},
        "relationship.healthScore": 101.5,
        "relationship.ownerIds": [],
        "relationship.ownerIds[0]": "x",
      },
    });

    const message: string = await mapping.then(
      () => "",
      (error: Error) => error.message,
    );

    expect(message.split("\n").slice(1)).toEqual([
      expect.stringMatching(/^ {2}delimeter: is not known here; there are description, match/),
      "  required: vat is none of the columns",
      expect.stringMatching(/^ {2}columns\.name: there is no displayNme in a customer; there are .*displayName/),
      "  columns.boss: contacts is a list: say which item, as in contacts[0].name",
      "  columns.mail.maps: is not known here; there are to, values",
      expect.stringMatching(/^ {2}columns\.state\.values\.gone: .*LOST/),
      "  columns.kind: addresses[0].purposes is a list: say which item, as in addresses[0].purposes[0]",
      expect.stringMatching(/^ {2}columns\.: "addresses\[100\]\.city" is no path/),
      "  constants.finance: is a group: give its fields one by one",
      expect.stringMatching(/^ {2}constants\.relationship\.healthScore: .*101\.5/),
      '  constants.relationship.ownerIds[0]: There is no employee "x".',
      "  columns.mobile: primaryPhone is filled by columns.phone already",
      "  constants.relationship.ownerIds[0]: relationship.ownerIds[0] is filled by constants.relationship.ownerIds already",
      "  match: no column goes to accountNumber, by which customers are to be found",
    ]);
  });

  it("names a file that cannot be read or is not JSON", async () => {
    await expect(readMapping(join(folder, "none.json"))).rejects.toThrow(
      /The mapping .*none\.json cannot be read: ENOENT/,
    );
    await expect(mappingOf("{ no json")).rejects.toThrow(/The mapping .* cannot be read: .*JSON/);
    await expect(mappingOf([])).rejects.toThrow("give an object");
  });

  it("requires a column for the external id by which customers are found", async () => {
    const match = { by: "externalIdentifier", source: "NETSUITE" };

    const without = mappingOf({ match, columns: { id: "externalIdentifiers[0].externalId" } });
    await expect(without).rejects.toThrow('"constants": { "externalIdentifiers[0].source": "NETSUITE" }');

    const unknown = mappingOf({ match: { ...match, source: "ABACUS" }, columns: {} });
    await expect(unknown).rejects.toThrow("match.source: give one of NETSUITE, PRIORITY");
  });

  it("accepts the mapping in the documentation", async () => {
    const text = await readFile(projectFile("docs/importing.md"), "utf8");
    const [, json = ""] = /```json\n(.*?)```/s.exec(text) ?? [];

    const mapping = await mappingOf(json);

    expect(mapping).toMatchObject({ delimiter: ";", encoding: "windows-1252", emptyCells: "clear" });
    expect(mapping.columns).toHaveLength(8);
  });

  it("ignores properties that are not fields", async () => {
    const mapping = mappingOf({
      match: { by: "accountNumber" },
      columns: { no: "accountNumber", x: "__proto__.polluted", y: "constructor" },
    });

    await expect(mapping).rejects.toThrow(/columns\.x: .*\n.*columns\.y: there is no constructor in a customer/);
  });
});

describe("createReader", () => {
  it("reads every kind of value", async () => {
    const columns = {
      since: "relationship.customerSince",
      stage: "relationship.funnelStage",
      score: "relationship.healthScore",
      exempt: "finance.taxExempt",
      limit: "finance.creditLimit.amount",
      web: "website",
      both: ["legalName", "sortName"],
    };
    const cells = {
      since: "2019-03-04",
      stage: "hot prospect",
      score: "70",
      exempt: "Yes",
      limit: "1200.50",
      web: "https://a.example",
      both: "Lights Ltd",
    };

    const { input } = (await read(cells, {
      columns,
      constants: { "finance.creditLimit.currencyCode": "EUR" },
    })) as never;

    expect(input).toEqual({
      accountNumber: "1",
      displayName: "Harbour Lights",
      legalName: "Lights Ltd",
      sortName: "Lights Ltd",
      website: "https://a.example",
      relationship: {
        customerSince: "2019-03-04",
        funnelStage: "HOT_PROSPECT",
        healthScore: 70,
      },
      finance: { taxExempt: true, creditLimit: { amount: "1200.50", currencyCode: "EUR" } },
    });
  });

  it("reports everything wrong with a row, by column", async () => {
    const columns = {
      since: "relationship.customerSince",
      stage: "relationship.funnelStage",
      score: "relationship.healthScore",
      exempt: "finance.taxExempt",
      limit: "finance.creditLimit.amount",
      mail: "primaryEmail",
    };
    const cells = {
      name: " ",
      since: "31.3.2026",
      stage: "cold",
      score: "7.5",
      exempt: "maybe",
      limit: "1.200,50",
      mail: "at home",
    };

    const { faults } = (await read(cells, { columns, required: ["name"] })) as never;

    expect(faults).toEqual([
      "column name is empty",
      'column stage (relationship.funnelStage): "cold" is none of SUSPECT, LEAD, HOT_PROSPECT, PROSPECT, CUSTOMER',
      'column exempt (finance.taxExempt): "maybe" is neither yes nor no',
      expect.stringMatching(
        /^column since \(relationship\.customerSince\): "31\.3\.2026" is not accepted\. Give a day/,
      ),
      "column score (relationship.healthScore): 7.5 is not accepted. Give a whole number from 0 to 100.",
      expect.stringMatching(/^column limit \(finance\.creditLimit\.amount\): "1\.200,50" is not accepted\. Give a/),
      expect.stringMatching(/^column mail \(primaryEmail\): "at home" is not accepted\. Give an e-mail address/),
    ]);
  });

  it("translates texts by the mapping, and refuses others", async () => {
    const columns = { state: { to: "status", values: { aktiv: "ACTIVE", gesperrt: "SUSPENDED" } } };

    const known = await read({ state: "gesperrt" }, { columns });
    const unknown = await read({ state: "ACTIVE" }, { columns });

    expect(known).toMatchObject({ input: { status: "SUSPENDED" } });
    expect(unknown).toEqual({
      faults: ['column state: "ACTIVE" is none of the texts that the mapping knows: "aktiv", "gesperrt"'],
    });
  });

  it("omits a contact, address, amount or person whose cells are all empty", async () => {
    const mapping = {
      columns: {
        boss: "contacts[0].name",
        clerk: "contacts[1].name",
        city: "addresses[0].city",
        limit: "finance.creditLimit.amount",
        last: "party.person.lastName",
        street: "billingAddress.street",
        country: "billingAddress.countryText",
      },
      constants: { "addresses[0].purposes": ["BILLING"], "finance.creditLimit.currencyCode": "EUR" },
    };

    const none = { boss: "", clerk: "", city: "", limit: "", last: "", street: "", country: " " };

    const empty = await read({ ...none, clerk: "Ida" }, mapping);
    const kept = await read(none, { ...mapping, emptyCells: "keep" });

    const base = { accountNumber: "1", displayName: "Harbour Lights" };
    expect(empty).toMatchObject({
      input: {
        ...base,
        contacts: [{ name: "Ida" }],
        addresses: [],
        billingAddress: null,
        finance: { creditLimit: null },
      },
    });
    expect(kept).toMatchObject({ input: base });
    expect(kept).not.toHaveProperty("input.billingAddress");
  });

  it("takes no country that nobody knows, in whichever address it is", async () => {
    const columns = {
      country: "billingAddress.countryText",
      street: "addresses[0].street",
      land: "addresses[0].countryText",
    };

    const row = await read({ country: "Atlantis", street: "1 St", land: "Lemuria" }, { columns });

    expect(row).toEqual({
      faults: [
        expect.stringContaining('column land (addresses[0].countryText): "Lemuria" is not accepted.'),
        expect.stringContaining('column country (billingAddress.countryText): "Atlantis" is not accepted.'),
      ],
    });
  });

  it("requires the required parts of a contact or an amount", async () => {
    const columns = { boss: "contacts[0].name", mail: "contacts[0].email" };

    const row = await read({ boss: "", mail: "ida@a.example" }, { columns });

    expect(row).toEqual({ faults: ["contacts[0].name is missing"] });
  });
});
