import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { toVocabulary } from "../../../cli/command/vocabulary-option.ts";
import { sourceOf } from "../../../cli/import/source.ts";
import { createTally, type Tally } from "../../../cli/import/tally.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import {
  exportRecords,
  type MatchedBy,
  type Unknown,
  VOCABULARIES,
  vocabularyNamed,
} from "../../../subgraphs/directory/vocabularies/index.ts";
import { given } from "../../support/given.ts";
import { testDatabase } from "../../support/graph.ts";
import { build, ended } from "../../support/server-process.ts";

const ENVIRONMENT = { DATABASE_URL: testDatabase.adminUrl };

let folder = "";

beforeAll(async () => {
  await build();
  folder = await mkdtemp(join(tmpdir(), "vocabulary-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const RECORDS = [
  { companyName: "Acme Corporation", customerId: "CUST-001", creditLimit: 50000, billingAddress: { city: "Kiel" } },
  { companyName: "Blue Door", customerId: "CUST-002", taxId: null },
];

const FILES = {
  "lines of JSON": RECORDS.map((record) => JSON.stringify(record)).join("\n"),
  "a JSON array": JSON.stringify(RECORDS, null, 2),
  "a CSV":
    "companyName,customerId,creditLimit,billingAddress.city\nAcme Corporation,CUST-001,50000,Kiel\nBlue Door,CUST-002,,\n",
};

/** Imports a file in this process, as the command does. */
const run = async (
  viewer: Viewer,
  path: string,
  name: string,
  match?: MatchedBy,
  { batchSize = 50, dryRun = false, unknown }: { batchSize?: number; dryRun?: boolean; unknown?: Unknown } = {},
): Promise<Tally> => {
  const source = await sourceOf({ path, match, unknown }, { as: toVocabulary(name) }, viewer);
  const tally = createTally();
  const { signal } = new AbortController();
  const session = testDatabase.session(viewer.tenantId);
  for await (const results of source.import({ session, batchSize, dryRun, signal })) tally.add(results);
  return tally;
};

const imported = async (...given: Parameters<typeof run>): Promise<string> => (await run(...given)).summary();

const exportedBy = async (viewer: Viewer): Promise<unknown[]> => {
  const records: unknown[] = [];
  for await (const record of exportRecords(testDatabase.session(viewer.tenantId), viewer, vocabularyNamed("LEDGER")))
    records.push(record);
  return records;
};

const EXPORTED = expect.objectContaining({ ...RECORDS[0], status: "active", taxId: null });

describe("npm run import -- --as ledger and npm run export -- --as", () => {
  it.each(Object.entries(FILES))("import %s twice without a difference, and export it again", async (kind, content) => {
    const viewer = given.tenant();
    const path = await fileOf(kind, content);

    const first = await imported(viewer, path, "ledger");
    const second = await imported(viewer, path, "v1");
    const records = await exportedBy(viewer);

    expect(first).toBe("2 rows: 2 created, 0 updated, 0 unchanged, 0 refused");
    expect(second).toBe("2 rows: 0 created, 0 updated, 2 unchanged, 0 refused");
    expect(records).toHaveLength(2);
    expect(records).toContainEqual(EXPORTED);
  });

  it("change the parts that a row of cells has, keep those of empty cells, and clear those of null", async () => {
    const viewer = given.tenant();
    const path = await fileOf(
      "parts.csv",
      "companyName,customerId ,billingAddress.city,billingAddress.street,billingAddress.state\n" +
        "Acme,C1,Bonn,S1,null\nAcme,C1 ,Köln,,\nBeta,C2,Ulm,,BW\nBeta,C2,,,null\nGamma,C3,Kiel,,\nGamma,C3,null,,\n",
    );

    const summary = await imported(viewer, path, "ledger");
    const records = await exportedBy(viewer);

    expect(summary).toBe("6 rows: 3 created, 3 updated, 0 unchanged, 0 refused");
    expect(records).toHaveLength(3);
    expect(records).toContainEqual(
      expect.objectContaining({ customerId: "C1", billingAddress: { street: "S1", city: "Köln" } }),
    );
    expect(records).toContainEqual(expect.objectContaining({ customerId: "C2", billingAddress: { city: "Ulm" } }));
    expect(records).toContainEqual(expect.objectContaining({ customerId: "C3", billingAddress: null }));
  });

  it("take parents in any order, across batches, and in a dry run too", async () => {
    const viewer = given.tenant();
    const record = (id: number, parent?: number) => ({
      id: `L-${id}`,
      companyName: `C${id}`,
      parentCustomerId: parent ? `L-${parent}` : null,
    });
    const records = [record(5, 4), record(4, 1), record(9, 8), record(1), record(2, 1), record(3, 2)];
    const path = await fileOf("parents.json", JSON.stringify(records));

    const tried = await run(viewer, path, "ledger", undefined, { batchSize: 2, dryRun: true });
    const written = await run(viewer, path, "ledger", undefined, { batchSize: 2 });
    const again = await run(viewer, path, "ledger");

    const exported = (await exportedBy(viewer)) as { id: string; companyName: string; parentCustomerId: string }[];
    expect(tried.summary()).toBe("6 rows: 5 created, 0 updated, 0 unchanged, 1 refused");
    expect(written.summary()).toBe("6 rows: 5 created, 0 updated, 0 unchanged, 1 refused");
    expect([tried.refusals(), written.refusals()]).toEqual(
      Array(2).fill('line 3: parentCustomerId: There is no customer "L-8". Import it first, or in the same file.'),
    );
    expect(again.summary()).toBe("6 rows: 0 created, 0 updated, 5 unchanged, 1 refused");
    expect(exported).toHaveLength(5);
    for (const { id, parentCustomerId } of exported)
      expect(records).toContainEqual(expect.objectContaining({ id, parentCustomerId }));
  });

  it("count the references that are skipped on request", async () => {
    const viewer = given.tenant();
    const record = { legalName: "L", displayName: "D", customerType: "active", ownerUserId: "ada" };
    const path = await fileOf("owners.json", JSON.stringify([1, 2].map((id) => ({ id: `E-${id}`, ...record }))));

    const refused = await run(viewer, path, "workspace-erp");
    const skipped = await run(viewer, path, "workspace-erp", undefined, { unknown: "SKIP" });
    const created = await run(viewer, path, "workspace-erp", undefined, { unknown: "CREATE" });

    expect([refused.summary(), refused.skipped()]).toEqual([
      "2 rows: 0 created, 0 updated, 0 unchanged, 2 refused",
      "",
    ]);
    expect([skipped.summary(), skipped.skipped()]).toEqual([
      "2 rows: 2 created, 0 updated, 0 unchanged, 0 refused",
      "2 references to what is unknown skipped",
    ]);
    expect([created.summary(), created.skipped()]).toEqual([
      "2 rows: 0 created, 2 updated, 0 unchanged, 0 refused",
      "",
    ]);
  });

  it("name the option that is missing in an import into no workspace", async () => {
    const record = { legalName: "A", displayName: "A", customerType: "active" };
    const workspaceId = "5daea73a-febd-455c-8070-d0b41124b3ee";
    const records = [
      { ...record, workspaceId },
      { ...record, visibilityMode: "workspace_local" },
    ];
    const path = await fileOf("workspace.json", JSON.stringify(records));

    const refusals = (await run(given.tenant(), path, "workspace-erp")).refusals().split("\n");

    const HINT = "To import into a workspace, give its id with --workspace.";
    expect(refusals).toEqual([
      `line 1: workspaceId: There is no workspace of yours "${workspaceId}". ${HINT}`,
      expect.stringMatching(`^line 2: visibilityMode: .* ${HINT}$`),
    ]);
  });

  it("count the records without a key that importing again makes again", async () => {
    const viewer = given.tenant();
    const path = await fileOf(
      "keyless.ndjson",
      '{"companyName":"A"}\n{"companyName":"B","customerId":"1"}\n{"companyName":""}\n',
    );

    const [first, second] = [await run(viewer, path, "ledger"), await run(viewer, path, "ledger")];

    expect(first.summary()).toBe("3 rows: 2 created, 0 updated, 0 unchanged, 1 refused");
    expect(second.summary()).toBe("3 rows: 1 created, 0 updated, 1 unchanged, 1 refused");
    expect(second.keyless()).toBe(
      "1 row has no key: importing again makes it again, unless --match name or --match email finds its customer",
    );
  });

  it.each([
    ["name", "companyName", "Acme"],
    ["email", "contactEmail", "Info@acme.example"],
  ] as const)(
    "find the customers of records without a key by their %s, if that tells one",
    async (match, field, value) => {
      const viewer = given.tenant();
      const record = { companyName: "Acme", contactEmail: "info@acme.example" };
      const path = await fileOf(`${match}.json`, JSON.stringify([record, { companyName: "Keyed", customerId: "1" }]));
      const twice = await fileOf(`${match}-2.json`, JSON.stringify([record, { ...record, [field]: value }]));

      const summaries = [await imported(viewer, path, "ledger", match), await imported(viewer, path, "ledger", match)];
      const again = await run(viewer, twice, "ledger", match);
      await given.customer(viewer, { displayName: "Acme", primaryEmail: "INFO@acme.example" });
      const ambiguous = await run(viewer, path, "ledger", match);

      expect(summaries).toEqual([
        "2 rows: 2 created, 0 updated, 0 unchanged, 0 refused",
        "2 rows: 0 created, 0 updated, 2 unchanged, 0 refused",
      ]);
      expect(again.refusals()).toBe(
        `line 2: ${field}: "${value}" is not accepted. A record before it has it already, and neither says which customer it is about.`,
      );
      expect(ambiguous.refusals()).toContain(`line 1: ${field}: `);
      expect(ambiguous.refusals()).toContain("More than one customer has it");
    },
  );

  it("have no field to match by in every vocabulary", async () => {
    const path = await fileOf("none.json", "[]");

    await expect(imported(given.tenant(), path, "funnel-crm", "email")).rejects.toThrow("no field for --match email");
  });

  it.each(VOCABULARIES.map(({ name }) => [name] as const))(
    "change nothing by what was exported as %s",
    async (name) => {
      const viewer = given.tenant();
      const parentId = await given.customer(viewer, { displayName: "Parent", status: "SUSPENDED" });
      await given.customer(viewer, {
        displayName: "Child",
        parentId,
        externalIdentifiers: [
          { source: "NETSUITE", externalId: "7", externalCreatedAt: "2024-01-01", externalUpdatedAt: "2025-01-01" },
        ],
      });
      await given.customer(viewer, {
        party: { person: { lastName: "Berg" } },
        relationship: { internalNote: "x".repeat(300) },
        finance: { creditLimit: { amount: "10.00" }, paymentTerms: "By the moon", taxNumber: "1".repeat(120) },
        addresses: [{ city: "Kiel", purposes: ["BILLING", "SHIPPING"] }],
        contacts: [{ name: "Ida" }],
      });
      const records: string[] = [];
      for await (const record of exportRecords(testDatabase.session(viewer.tenantId), viewer, vocabularyNamed(name)))
        records.push(JSON.stringify(record));
      const path = await fileOf(`${name}.ndjson`, records.join("\n"));

      const again = await run(viewer, path, name);

      expect([again.refusals(), again.summary(), again.keyless()]).toEqual([
        "",
        name === "TAX_ENGINE"
          ? "1 row: 0 created, 0 updated, 1 unchanged, 0 refused"
          : "3 rows: 0 created, 0 updated, 3 unchanged, 0 refused",
        "",
      ]);
    },
  );

  it("read a file, and write a record a line to standard output", async () => {
    const { tenantId } = given.tenant();
    const path = await fileOf("records.ndjson", FILES["lines of JSON"]);

    const first = await ended("import", ["--tenant", tenantId, "--as", "ledger", path], ENVIRONMENT);
    const exported = await ended("export", ["--tenant", tenantId, "--as", "v1"], ENVIRONMENT);
    const sourceless = await ended("export", ["--tenant", tenantId, "--as", "v2"], ENVIRONMENT);

    const lines = exported.stdout.trim().split("\n");
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("2 created") });
    expect(exported.code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(EXPORTED);
    expect(sourceless).toMatchObject({
      code: 0,
      stdout: "",
      stderr: expect.stringContaining(
        "2 customers were left out for lack of what every record of this vocabulary has: source, external_id,",
      ),
    });
  });

  it("report every refused record with its line, and write the others", async () => {
    const { tenantId } = given.tenant();
    const path = await fileOf(
      "bad.ndjson",
      '{"companyName":"A"}\n\n{"companyName":""}\nnonsense\n[1]\n{"shoeSize":44}\n',
    );

    const { code, stdout, stderr } = await ended("import", ["--tenant", tenantId, "--as", "ledger", path], ENVIRONMENT);

    expect(code).toBe(2);
    expect(stdout).toContain("5 rows: 1 created, 0 updated, 0 unchanged, 4 refused");
    expect(stderr).toContain('line 3: companyName: "" is not accepted. Give 1 to 256 characters.');
    expect(stderr).toContain("line 4: it is not JSON.");
    expect(stderr).toContain("line 5: it is no record");
    expect(stderr).toContain(
      "line 6: companyName: This is required. A new customer needs it.; shoeSize: This vocabulary has no such field.",
    );
  });

  it.each([
    ["no vocabulary", ["--as", "v9"], /'v9' is invalid. Give one of funnel-crm \(.*\), order-desk \(/],
    ["neither a mapping nor a vocabulary", [], /--map and a mapping of its columns, or --as and a vocabulary/],
    ["both", ["--as", "ledger", "--map", "m.json"], /give either --map/],
  ])("refuse %s", async (_, args, message) => {
    const path = await fileOf("one.json", "[]");

    const { code, stderr } = await ended("import", [...args, path], ENVIRONMENT);

    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
