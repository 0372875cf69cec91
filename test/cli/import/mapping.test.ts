import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readMapping } from "../../../cli/import/read-mapping.ts";
import { readSample } from "../../../cli/import/suggest/sample.ts";
import { suggest } from "../../../cli/import/suggest/suggest.ts";
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
  const group = { line: 2, cells: Object.values(row), continuations: [] };
  const what = createReader(await mappingOf(whole), Object.keys(row))(group);
  return "faults" in what ? what : { input: what.input.customer, parent: what.input.parent };
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
      "  columns.mail.maps: is not known here; there are to, values, when, match, number, date, scheme, split, part",
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

  it("reports the faults of conditions, formats and joined columns, each at its place", async () => {
    const mapping = mappingOf({
      match: { by: "accountNumber" },
      nulls: "NULL",
      leadingApostrophes: "remove",
      continuation: "blank",
      skip: { where: [{ Type: { like: "T%" } }, {}], titles: 2 },
      columns: {
        no: "accountNumber",
        name: ["displayName", { to: "legalName", when: "always" }],
        boss: { to: "displayName", match: { by: "name" } },
        limit: { to: "finance.creditLimit.amount", number: "1,2", date: "DD.MM." },
        web: { to: "website", scheme: "ftp", split: "" },
        mails: { to: "primaryEmail", split: ",", part: 0 },
      },
      joined: ["displayName", { columns: ["First"], with: 1, to: "sortName" }],
    });

    const message: string = await mapping.then(
      () => "",
      (error: Error) => error.message,
    );

    expect(message.split("\n").slice(1).sort()).toEqual(
      [
        '  nulls: give a list of texts, such as ["NULL", "N/A"]',
        '  leadingApostrophes: give "keep" or "drop"',
        '  continuation: give "none" or "blankKey" or "sameKey"',
        '  skip.where.Type: give a text, a list of texts, { "not": … } or { "startsWith": … }; "" is an empty cell',
        '  skip.where: give an object such as { "Type": ["Company", "Association"] }',
        "  skip.titles: is not known here; there are where",
        '  columns.name.when: give an object such as { "Type": ["Company", "Association"] }',
        "  columns.boss: displayName is filled by columns.name already",
        "  columns.boss.match: only parentId is found by a number or an id",
        '  columns.boss.match: give { "by": "accountNumber" } or { "by": "externalIdentifier", "source": "…" }',
        '  columns.limit.number: say how the column writes 1234.56: "1234.56", "1,234.56", "1\'234.56", "1234,56", "1.234,56", "1 234,56"',
        "  columns.limit.date: give a format such as DD.MM.YYYY, M/D/YYYY or YYYY-MM-DD HH:mm:ss",
        "  columns.limit: give number or date, not both",
        '  columns.web.scheme: give "https" or "http"',
        '  columns.web.split: give the text between several texts in a cell, such as ","',
        "  columns.web: split and part belong together: what separates the texts of a cell, and which of them to take",
        "  columns.mails.part: give a whole number, 1 for the first text of a cell",
        '  joined[0]: give an object such as { "columns": ["First name", "Last name"], "to": "displayName" }',
        '  joined[1].columns: give a list of at least two columns, and texts such as { "text": "c/o" } between them',
        "  joined[1].with: give the text to stand between the columns",
      ].sort(),
    );
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

  it("accepts the mappings in the documentation and among its examples", async () => {
    const text = await readFile(projectFile("docs/importing.md"), "utf8");
    const inText = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = ""]) => mappingOf(json));
    const folder = projectFile("docs/examples");
    const examples = (await readdir(folder)).filter((name) => name.endsWith(".map.json"));

    const [mapping, ...others] = await Promise.all([
      ...inText,
      ...examples.map((name) => readMapping(join(folder, name))),
    ]);

    expect(mapping).toMatchObject({ delimiter: ";", encoding: "windows-1252", emptyCells: "clear" });
    expect(mapping?.columns).toHaveLength(8);
    expect(others).toHaveLength(7);
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

  it("reads what the mapping counts as nothing as an empty cell, and drops the apostrophes of spreadsheets", async () => {
    const columns = { fax: "faxNumber", phone: "primaryPhone", clerk: "contacts[0].name" };
    const mapping = { columns, nulls: ["NULL", "N/A"], leadingApostrophes: "drop" };

    const row = await read({ no: "'0071", fax: " NULL", phone: "'+49 30 1", clerk: "'t Hooft" }, mapping);
    const none = await read({ fax: "null", phone: "", clerk: "N/A" }, mapping);

    expect(row).toMatchObject({
      input: { accountNumber: "0071", faxNumber: null, primaryPhone: "+49 30 1", contacts: [{ name: "'t Hooft" }] },
    });
    expect(none).toMatchObject({ input: { faxNumber: "null", contacts: [] } });
  });

  it("joins columns and texts, leaving out the empty ones", async () => {
    const mapping = {
      columns: {},
      joined: [
        { columns: ["first", "last"], to: "sortName" },
        { columns: ["line 1", "line 2"], with: "\n", to: "addresses[0].street" },
        { columns: [{ text: "D-" }, "zip"], with: "", to: "addresses[0].postalCode" },
      ],
    };
    const cells = { first: "Ida", last: "Brandt", "line 1": "9 Quay", "line 2": "", zip: "18055" };

    const whole = await read(cells, mapping);
    const empty = await read({ first: "", last: "", "line 1": "", "line 2": "", zip: "" }, mapping);

    expect(whole).toMatchObject({
      input: { sortName: "Ida Brandt", addresses: [{ street: "9 Quay", postalCode: "D-18055" }] },
    });
    expect(empty).toMatchObject({ input: { sortName: null, addresses: [] } });
  });

  it.each([
    ["1.234,56", "1.200.000,5", "1200000.5"],
    ["1.234,56", "1200,50", "1200.50"],
    ["1,234.56", "-1,200", "-1200"],
    ["1 234,56", "1\u202f200,50", "1200.50"],
    ["1'234.56", "1’200.50", "1200.50"],
    ["1234.56", "3.05E+07", "30500000"],
    ["1234.56", "1.25E-1", "0.125"],
    ["1234.56", "0.0E+00", "0"],
  ])("reads a number written as %s: %s is %s", async (number, text, amount) => {
    const row = await read({ limit: text }, { columns: { limit: { to: "code", number } } });

    expect(row).toMatchObject({ input: { code: amount } });
  });

  it.each([
    ["DD.MM.YYYY", "31.03.2026", "2026-03-31"],
    ["M/D/YYYY", "3/1/2026", "2026-03-01"],
    ["YYYY-MM-DD HH:mm:ss", "2026-03-31 09:30:00", "2026-03-31T09:30:00Z"],
  ])("reads a date written as %s: %s is %s", async (date, text, value) => {
    const row = await read({ since: text }, { columns: { since: { to: "relationship.customerSince", date } } });

    expect(row).toMatchObject({ input: { relationship: { customerSince: value } } });
  });

  it("refuses what is not written as the mapping says", async () => {
    const columns = {
      since: { to: "relationship.customerSince", date: "DD.MM.YYYY" },
      until: { to: "relationship.formerDate", date: "DD.MM.YYYY" },
      limit: { to: "finance.creditLimit.amount", number: "1.234,56" },
    };
    const constants = { "finance.creditLimit.currencyCode": "EUR" };

    const row = await read({ since: "3/31/2026", until: "31.02.2026", limit: "1.200.50" }, { columns, constants });

    expect(row).toMatchObject({
      faults: expect.arrayContaining([
        'column since (relationship.customerSince): "3/31/2026" is no date in the format DD.MM.YYYY',
        'column until (relationship.formerDate): "31.02.2026" is no day of the calendar',
        'column limit (finance.creditLimit.amount): "1.200.50" is no number such as 1.234,56',
      ]),
    });
  });

  it("takes the currency from a column, which alone makes no amount", async () => {
    const columns = { limit: "finance.creditLimit.amount", currency: "finance.creditLimit.currencyCode" };

    const amount = await read({ limit: "5", currency: "CHF" }, { columns });
    const none = await read({ limit: "", currency: "CHF" }, { columns });

    expect(amount).toMatchObject({ input: { finance: { creditLimit: { amount: "5", currencyCode: "CHF" } } } });
    expect(none).toMatchObject({ input: { finance: { creditLimit: null } } });
  });

  it("adds the scheme that a web address lacks, and takes one of several texts in a cell", async () => {
    const columns = {
      web: { to: "website", scheme: "https" },
      mails: [
        { to: "primaryEmail", split: ",", part: 1 },
        { to: "code", split: ",", part: 2 },
      ],
    };

    const bare = await read({ web: "www.a.example", mails: "a@a.example, b@a.example" }, { columns });
    const whole = await read({ web: "http://a.example", mails: "a@a.example" }, { columns });

    expect(bare).toMatchObject({
      input: { website: "https://www.a.example", primaryEmail: "a@a.example", code: "b@a.example" },
    });
    expect(whole).toMatchObject({ input: { website: "http://a.example", primaryEmail: "a@a.example", code: null } });
  });

  it("reads columns in the rows that meet their condition: a company in one row, a person in another", async () => {
    const mapping = {
      columns: {
        company: { to: "party.organization.name", when: { company: { not: "" } } },
        first: { to: "party.person.firstName", when: { company: "" } },
        last: [
          { to: "party.person.lastName", when: { company: "" } },
          { to: "contacts[0].name", when: { company: { not: "" } } },
        ],
      },
    };

    const person = await read({ company: "", first: "Ida", last: "Brandt" }, mapping);
    const company = await read({ company: "Lights Ltd", first: "", last: "Brandt" }, mapping);

    expect(person).toMatchObject({ input: { party: { person: { firstName: "Ida", lastName: "Brandt" } } } });
    expect(person).not.toHaveProperty("input.contacts");
    expect(company).toMatchObject({
      input: { party: { organization: { name: "Lights Ltd" } }, contacts: [{ name: "Brandt" }] },
    });
    expect(company).not.toHaveProperty("input.party.person");
  });

  it("refuses a row in which two columns fill a field", async () => {
    const when = { kind: { startsWith: ["A", "B"] } };
    const columns = { one: { to: "code", when: { kind: "A" } }, two: { to: "code", when } };

    const both = await read({ kind: "A", one: "1", two: "2" }, { columns });
    const other = await read({ kind: "B", one: "1", two: "2" }, { columns });

    expect(both).toEqual({ faults: ["code: the conditions of one and two both hold"] });
    expect(other).toMatchObject({ input: { code: "2" } });
  });
});

describe("suggest", () => {
  /** The mapping suggested for a file, which is one without faults. */
  const suggested = async (rows: readonly string[], encoding: BufferEncoding = "utf8") => {
    const path = join(folder, `${randomUUID()}.csv`);
    await writeFile(path, Buffer.from(rows.join("\n"), encoding));
    const { mapping, remarks } = suggest(await readSample({ path }));
    await mappingOf(mapping);
    return { mapping, remarks };
  };

  it("finds out how a file is written, and what its columns mean", async () => {
    const { mapping, remarks } = await suggested(
      [
        "Kundennr.;Firma;Straße;Land;Kreditlimit;Kunde seit;Gruppe;Fax;Telefon",
        "1;Müller;Hof 1;D;1.000,00;31.01.2000;A;;NULL",
        "2;Bauer;Weg 2;FR;2,50;02.02.2001;B;;0221 1",
      ],
      "latin1",
    );

    expect(mapping).toEqual({
      match: { by: "accountNumber" },
      delimiter: ";",
      encoding: "windows-1252",
      nulls: ["NULL"],
      columns: {
        "Kundennr.": "accountNumber",
        Firma: "displayName",
        Straße: "addresses[0].street",
        Land: "addresses[0].countryText",
        Kreditlimit: { to: "finance.creditLimit.amount", number: "1.234,56" },
        "Kunde seit": { to: "relationship.customerSince", date: "DD.MM.YYYY" },
        Telefon: "primaryPhone",
      },
      constants: { "relationship.funnelStage": "CUSTOMER", "addresses[0].purposes": ["BILLING", "SHIPPING"] },
    });
    expect(remarks.toSorted()).toEqual([
      '"Fax" is left out: it is empty in the first rows',
      '"Gruppe" is left out: its heading is not known',
      '"Land": "D" names no country. Give values, such as { "D": "Germany" }',
    ]);
  });

  it("tells companies from persons, and drops the apostrophes of numbers", async () => {
    const { mapping } = await suggested([
      "Customer ID,First Name,Last Name,Company",
      "'71,Ida,Brandt,",
      "'72,Amos,Pell,Lights Ltd",
    ]);

    expect(mapping).toMatchObject({
      leadingApostrophes: "drop",
      columns: {
        "Customer ID": "accountNumber",
        Company: { to: "party.organization.name", when: { Company: { not: "" } } },
        "First Name": { to: "party.person.firstName", when: { Company: "" } },
        "Last Name": { to: "party.person.lastName", when: { Company: "" } },
      },
      joined: [{ columns: ["First Name", "Last Name"], to: "contacts[0].name", when: { Company: { not: "" } } }],
    });
  });

  it("finds customers by another column if none is their number, below the titles of a report", async () => {
    const { mapping, remarks } = await suggested([
      "Customer List,,,",
      "Customer full name,Email,Since,Website",
      'Acme,"a@a.example, b@a.example",01/02/2020,www.a.example',
      "Bell,c@a.example,03/04/2020,http://b.example",
    ]);

    expect(mapping).toMatchObject({
      columns: {
        "Customer full name": ["accountNumber", "displayName"],
        Email: { to: "primaryEmail", split: ",", part: 1 },
        Since: { to: "relationship.customerSince", date: "MM/DD/YYYY" },
        Website: { to: "website", scheme: "https" },
      },
    });
    expect(remarks.toSorted()).toEqual([
      '"Customer full name" tells customers apart, as no column has a number in every row',
      '"Email" has several addresses in a cell, of which the first is taken',
      '"Since" is read as MM/DD/YYYY, but could be DD/MM/YYYY',
    ]);
  });

  it("takes rows without key and name for continuations", async () => {
    const { mapping } = await suggested([
      "email,firstname,lastname,_address_city,_website,parent_id",
      "a@a.example,Ida,Brandt,Bonn,base,",
      ",,,York,,",
      "b@a.example,Amos,Pell,Rome,base,a@a.example",
    ]);

    expect(mapping).toMatchObject({
      continuation: "blankKey",
      columns: {
        email: ["accountNumber", "primaryEmail"],
        firstname: "party.person.firstName",
        _address_city: "addresses[0].city",
        parent_id: { to: "parentId", match: { by: "accountNumber" } },
      },
    });
    expect(mapping.columns).not.toHaveProperty("_website");
  });
});
