import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { countRecords, readRecords } from "../../../cli/import/records.ts";
import { vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";

const ODD = "9007199254740993";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "records-"));
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = async (name: string, content: string | Uint8Array, encoding = "utf-8") => {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, delimiter: ",", encoding };
};

const LEDGER = vocabularyNamed("LEDGER");

const rowsOf = async (...given: Parameters<typeof fileOf>): Promise<unknown[]> => {
  const rows: unknown[] = [];
  for await (const row of readRecords(await fileOf(...given), LEDGER)) rows.push(row);
  return rows;
};

describe("An imported record with a number that a double would change", () => {
  it.each([
    ["records.json", `[{"a":[${ODD}]},{"a":1}]`],
    ["records.jsonl", `{"a":[${ODD}]}\n{"a":1}\n`],
  ])("is refused with its field and value, and the next one is read: %s", async (name, content) => {
    expect(await rowsOf(name, content)).toMatchObject([
      { line: 1, outcome: "REFUSED", reasons: [expect.stringContaining(`a.0 is ${ODD}`)] },
      { line: 2, input: { record: { a: 1 } } },
    ]);
  });
});

describe("A file of records", () => {
  const FILES = {
    "latin1.json": '[{"companyName":"Müller","customerId":"L1"}]',
    "latin1.ndjson": '{"companyName":"Müller","customerId":"L1"}\n',
    "latin1.csv": "companyName,customerId\nMüller,L1\n",
  };

  it.each(Object.entries(FILES))(
    "is refused in another encoding, and read once it is named: %s",
    async (name, text) => {
      const bytes = Buffer.from(text, "latin1");
      const line = name.endsWith(".csv") ? 2 : 1;

      await expect(rowsOf(name, bytes)).rejects.toThrow(
        `${name}, line ${line}: the file is not utf-8. Save it so, or name its encoding, as in --encoding windows-1252. Nothing`,
      );
      expect(await rowsOf(name, bytes, "windows-1252")).toMatchObject([
        { input: { record: { companyName: "Müller" } } },
      ]);
    },
  );

  it.each([
    ["a page of OData", '{"@odata.context":"$metadata#C","value":[{"companyName":"A"},{"companyName":"B"}]}'],
    [
      "a page of data",
      '{\n  "data": [\n    { "companyName": "A" },\n    { "companyName": "B" }\n  ],\n  "total": 2\n}\n',
    ],
    ["an array over lines", '[\n{"companyName":"A"},\n{"companyName":"B"}\n]'],
    ["objects on lines", '\n{"companyName":"A"}\n{"companyName":"B"}'],
  ])("is read as what it is: %s", async (_, content) => {
    expect(await rowsOf("kind.json", content)).toMatchObject([
      { input: { record: { companyName: "A" } } },
      { input: { record: { companyName: "B" } } },
    ]);
  });

  it.each([
    ["printed over lines", '{\n  "companyName": "A",\n  "customerId": "C1"\n}', { companyName: "A", customerId: "C1" }],
    ["with a field beside a list", '{"companyName":"A","data":[]}', { companyName: "A", data: [] }],
  ])("may be one object, %s", async (_, content, record) => {
    expect(await rowsOf("one.json", content)).toEqual([{ line: 1, input: { record, keepsParts: false } }]);
  });

  it("is told to be no JSON before anything is written, unless a line of it is at fault", async () => {
    await expect(rowsOf("two.json", '{\n"companyName":"A"\n}\n{\n"companyName":"B"\n}')).rejects.toThrow(
      /^.*two\.json is not JSON: .* Write one object a line, one array, or one object\. Nothing was imported\.$/,
    );
    expect(await rowsOf("line.ndjson", '{companyName:"A"}\n{"companyName":"B"}')).toMatchObject([
      { line: 1, outcome: "REFUSED" },
      { line: 2, input: { record: { companyName: "B" } } },
    ]);
  });

  it("names the line of the first byte that is wrong, however long the file is", async () => {
    const lines = Array.from({ length: 40_000 }, (_, n) => `{"companyName":"N\uFFFD${n}"}`).join("\n");
    const file = await fileOf(
      "long.ndjson",
      Buffer.concat([Buffer.from(`${lines}\n{"companyName":"`), Buffer.of(0xfc)]),
    );

    await expect(countRecords(file, LEDGER)).rejects.toThrow("long.ndjson, line 40001: the file is not utf-8.");
  });

  it.each([
    ["text.txt", Buffer.from("\uFEFFcompanyName\nA\n", "utf16le"), "is UTF-16, not utf-8. Give --encoding utf-16le."],
    ["bare.txt", Buffer.from("companyName\nA\n", "utf16le"), "is UTF-16, not utf-8. Give --encoding utf-16le."],
    ["big.txt", Buffer.from("\uFEFFA", "utf16le").swap16(), "is UTF-16, not utf-8. Give --encoding utf-16be."],
    ["book.xlsx", Buffer.from("PK\u0003\u0004…"), "is a workbook such as .xlsx, or another ZIP archive. Open it in a"],
    ["old.xls", Buffer.of(0xd0, 0xcf, 0x11, 0xe0), "is a workbook of an old version of Excel (.xls)."],
    ["packed.csv.gz", Buffer.of(0x1f, 0x8b, 8), "is compressed with gzip. Unpack it first."],
  ])("is told by its bytes: %s", async (name, bytes, message) => {
    await expect(rowsOf(name, bytes)).rejects.toThrow(`${name} ${message}`);
  });

  it("is read as UTF-16 if that is named", async () => {
    const bytes = Buffer.from("\uFEFFcompanyName\nMüller\n", "utf16le");

    expect(await rowsOf("utf16.csv", bytes, "utf-16le")).toEqual([
      { line: 2, input: { record: { companyName: "Müller" }, keepsParts: true } },
    ]);
  });

  it("keeps the line separators of Unicode within a line of JSON", async () => {
    const companyName = "One\u2028Two";

    expect(await rowsOf("separators.ndjson", `{"companyName":"${companyName}"}\r\n`)).toEqual([
      { line: 1, input: { record: { companyName }, keepsParts: false } },
    ]);
  });

  it("has its line named in which a quote is wrong", async () => {
    const rows = Array.from({ length: 998 }, (_, n) => `B${n},Company ${n}`).join("\n");
    const file = await fileOf("quote.csv", `customerId,companyName\n${rows}\nB998,Acme "The Best" Ltd\n`);

    await expect(countRecords(file, LEDGER)).rejects.toThrow("quote.csv, line 1000: a quote stands within a cell");
  });
});

describe("A row of a vocabulary", () => {
  it.each([
    ["of a field twice", "companyName,contactPhone,contactPhone", '"contactPhone"'],
    [
      "of a field and a part of it",
      "billingAddress.city,companyName,billingAddress",
      '"billingAddress", "billingAddress.city"',
    ],
  ])("has no column %s", async (_, heading, names) => {
    await expect(rowsOf("twice.csv", `${heading}\nA,1,2\n`)).rejects.toThrow(
      `twice.csv has columns that fill the same field: ${names}. Leave one of them.`,
    );
  });

  it.each([
    ["blanks around a cell", "customerId", " C2 ", { customerId: "C2" }],
    ["an empty cell", "customerId", " ", {}],
    ["null", "customerId", "null", { customerId: null }],
    ["null in a part", "billingAddress.state", "null", { billingAddress: { state: null } }],
    ["a part", "billingAddress.city", " Bonn", { billingAddress: { city: "Bonn" } }],
    ["a part of a part", "billingAddress.city.zip", "1", { billingAddress: { city: { zip: "1" } } }],
    ["a part of the prototype", "billingAddress.__proto__.x", "1", { billingAddress: { ["__proto__"]: { x: "1" } } }],
    ["digits in a text", "customerId", "007", { customerId: "007" }],
    ["an amount", "creditLimit", "50.00", { creditLimit: 50 }],
    ["no amount", "creditLimit", "much", { creditLimit: "much" }],
    ["a status in any case", "status", "Active", { status: "active" }],
    ["no status", "status", "gone", { status: "gone" }],
    ["an unknown field", "shoeSize", "44", { shoeSize: "44" }],
  ])("is read by the rules of cells: %s", async (_, field, cell, record) => {
    const content = `companyName,${field}\nA,"${cell}"\n`;

    expect(await rowsOf("cell.csv", content)).toEqual([
      { line: 2, input: { record: { companyName: "A", ...record }, keepsParts: true } },
    ]);
  });

  it.each(["TRUE", "true", "True", "yes", "Y", "1"])("takes %s for yes, as a mapping does", async (cell) => {
    const file = await fileOf("yes.csv", `displayName,taxExempt\nA,${cell}\n`);

    for await (const row of readRecords(file, vocabularyNamed("WORKSPACE_ERP")))
      expect(row).toMatchObject({ input: { record: { taxExempt: true } } });
    expect.assertions(1);
  });

  it("takes a code of terms in any case, and with blanks", async () => {
    const file = await fileOf("terms.csv", "displayName,paymentTerms\nA,Net 30\n");

    for await (const row of readRecords(file, vocabularyNamed("WORKSPACE_ERP")))
      expect(row).toMatchObject({ input: { record: { paymentTerms: "net_30" } } });
    expect.assertions(1);
  });
});
