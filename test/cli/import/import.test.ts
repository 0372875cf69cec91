import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { mappedSource } from "../../../cli/import/source.ts";
import { createTally } from "../../../cli/import/tally.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { projectFile } from "../../../platform/project.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";
import { build, cleanUp, dataFolder, ended, run } from "../../support/server-process.ts";

const HEADING = "customer_id,company_name,contact_name,contact_title,address,city,region,postal_code,country,phone,fax";

const HARBOUR = [
  HEADING,
  'LIGHT,Harbour Lights,Ida Brandt,Owner,"9, Quay Street",Rostock,,18055,Germany,030-2312510,030-2312511',
  "TOWER,Water Tower Tea,Amos Pell,Buyer,99 Mill Lane,York,,YO1 7HZ,UK,(171) 555-0155,",
  "GRANO,Grano y Flor,Lucía Baro,Dueña,Calle Sol 9,Mérida,Yuc.,97000,Mexico,(5) 555-0142,",
];

const MAP = projectFile("docs/examples/northwind.map.json");

let folder: string;
beforeAll(async () => {
  await build();
  folder = await mkdtemp(join(tmpdir(), "import-"));
});
afterAll(async () => {
  await cleanUp();
  await rm(folder, { recursive: true });
});

const fileOf = async (content: string | Buffer | readonly string[], name = "customers.csv"): Promise<string> => {
  const path = join(folder, `${randomUUID()}-${name}`);
  await writeFile(path, typeof content === "string" || Buffer.isBuffer(content) ? content : `${content.join("\n")}\n`);
  return path;
};

const TEST_DATABASE = { DATABASE_URL: testDatabase.adminUrl };

/** Runs the command on the test database and waits for it to exit. */
const commanded = async (viewer: Viewer, content: Parameters<typeof fileOf>[0], ...args: readonly string[]) =>
  ended("import", ["--tenant", viewer.tenantId, "--map", MAP, ...args, await fileOf(content)], TEST_DATABASE);

/** Does in this process what the command does. */
const imported = async (
  viewer: Viewer,
  content: Parameters<typeof fileOf>[0],
  { map = MAP, batchSize = 50, dryRun = false, delimiter = "" } = {},
) => {
  const source = await mappedSource({ path: await fileOf(content), ...(delimiter && { delimiter }) }, map, viewer);
  const tally = createTally();
  const batches = source.import({
    session: testDatabase.session(viewer.tenantId),
    batchSize,
    dryRun,
    signal: new AbortController().signal,
  });
  for await (const results of batches) tally.add(results);
  return { summary: tally.summary(), refusals: tally.refusals().split("\n"), notes: source.notes };
};

const CUSTOMERS = `{ customers(first: 100, filter: { includeInactive: true }) { totalCount nodes {
  accountNumber displayName version visibilityMode primaryPhone faxNumber
  relationship { funnelStage } finance { taxExempt }
  contacts { nodes { name jobTitle } }
  addresses { nodes { street city region postalCode countryCode countryText purposes } }
} } }`;

const customersOf = async (viewer: Viewer) => {
  const { data, errors } = await ask(viewer, CUSTOMERS);
  expect(errors).toEqual([]);
  return data.customers;
};

/** CSV lines for the given number of made-up companies. */
const many = (count: number): string[] => [
  HEADING,
  ...Array.from(
    { length: count },
    (_, n) => `N${n},Company ${n},Person ${n},Owner,${n} Main Road,Town,,1000${n},France,,`,
  ),
];

/** Number of a tenant's customers, and of those that lack a part that every row of `many` has. */
const WHOLE = `select count(*)::int as customers, count(*) filter (where
    not exists (select from commercial.relationship r where r.tenant_id = c.tenant_id and r.customer_id = c.id)
    or not exists (select from finance.profile f where f.tenant_id = c.tenant_id and f.customer_id = c.id)
    or not exists (select from contacts.contact p where p.tenant_id = c.tenant_id and p.customer_id = c.id)
    or not exists (select from contacts.address a where a.tenant_id = c.tenant_id and a.customer_id = c.id)
  )::int as half, count(distinct account_number)::int as numbers
  from identity.customer c where c.tenant_id = $1`;

describe("npm run import", () => {
  it("writes a row into all facets, with the country as a code and as written", async () => {
    const viewer = given.tenant();

    const { code, stdout, stderr } = await commanded(viewer, HARBOUR);

    const { nodes } = await customersOf(viewer);
    expect({ code, stdout, stderr }).toMatchObject({
      code: 0,
      stdout: "3 rows: 3 created, 0 updated, 0 unchanged, 0 refused\n",
    });
    expect(nodes.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      "Grano y Flor",
      "Harbour Lights",
      "Water Tower Tea",
    ]);
    expect(nodes[2]).toEqual({
      accountNumber: "TOWER",
      displayName: "Water Tower Tea",
      version: 1,
      visibilityMode: "GLOBAL",
      primaryPhone: "(171) 555-0155",
      faxNumber: null,
      relationship: { funnelStage: "CUSTOMER" },
      finance: { taxExempt: false },
      contacts: { nodes: [{ name: "Amos Pell", jobTitle: "Buyer" }] },
      addresses: {
        nodes: [
          {
            street: "99 Mill Lane",
            city: "York",
            region: null,
            postalCode: "YO1 7HZ",
            countryCode: "GB",
            countryText: "UK",
            purposes: ["BILLING", "SHIPPING"],
          },
        ],
      },
    });
  });

  it("changes only what differs when a file is imported again", async () => {
    const viewer = given.tenant();
    const [heading = "", light = "", ...others] = HARBOUR;
    await imported(viewer, HARBOUR);

    const same = await imported(viewer, HARBOUR);
    const other = await imported(viewer, [heading, light.replace("030-2312511", ""), ...others]);

    const { totalCount, nodes } = await customersOf(viewer);
    expect(same.summary).toBe("3 rows: 0 created, 0 updated, 3 unchanged, 0 refused");
    expect(other.summary).toBe("3 rows: 0 created, 1 updated, 2 unchanged, 0 refused");
    expect(totalCount).toBe(3);
    expect(nodes.map(({ version }: { version: number }) => version)).toEqual([1, 2, 1]);
    expect(nodes[1].faxNumber).toBeNull();
  });

  it("reports every refused row with its line and reasons, and imports the others", async () => {
    const viewer = given.tenant();
    const rows = [
      ...HARBOUR.slice(0, 2),
      'ATLAN,Atlantis Pearls,Nereus,Owner,"1 Deep\nSea Road",Poseidonis,,,Atlantis,,',
      "SHORT,Too Short,Somebody",
      ",No Number,Somebody,Owner,1 Road,Town,,1,France,,",
      "LIGHT,Harbour Lights Again,Ida Brandt,Owner,9 Quay Street,Rostock,,18055,Germany,,",
      "",
      `LONG,${"Very ".repeat(60)}Long,Somebody,Owner,1 Road,Town,,1,France,,`,
      ...HARBOUR.slice(2),
    ];

    const { code, stdout, stderr } = await commanded(viewer, rows, "--batch-size", "2");

    expect(code).toBe(2);
    expect(stdout).toBe("8 rows: 3 created, 0 updated, 0 unchanged, 5 refused\n");
    expect(stderr.trim().split("\n")).toEqual([
      'line 3: column country (addresses[0].countryText): "Atlantis" is not accepted. Give the English name of a country, or its ISO code. Names in another language need --locale.',
      "line 5: the row has 3 cells, the heading has 11",
      "line 6: column customer_id is empty",
      'line 7: "LIGHT" stands in line 2 already',
      expect.stringMatching(
        /^line 9: column company_name \(displayName\): "Very Very .* is not accepted\. Give 1 to 256 characters, not 304\./,
      ),
    ]);
    expect((await customersOf(viewer)).totalCount).toBe(3);
  });

  it("imports nothing from a file that lacks a column of the mapping", async () => {
    const viewer = given.tenant();
    const rows = HARBOUR.map((row) => row.replace(/,[^,]*,[^,]*$/, ""));

    const { code, stdout, stderr } = await commanded(viewer, rows);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /has no column "phone", "fax", which the mapping names\. Its header row \(line 1\) has "customer_id", /,
    );
    expect((await customersOf(viewer)).totalCount).toBe(0);
  });

  it("imports nothing from a file with an unclosed quote, and says where it opens", async () => {
    const viewer = given.tenant();
    const rows = [
      ...HARBOUR,
      'OPEN,"Open Ended,Somebody,Owner,1 Road,Town,,1,France,,',
      "LAST,Last,Some,One,,,,,France,,",
    ];

    const importing = imported(viewer, rows, { batchSize: 1 });

    await expect(importing).rejects.toThrow(
      /customers\.csv, line 5: a quote is opened in this row and never closed\.$/,
    );
    expect((await customersOf(viewer)).totalCount).toBe(0);
  });

  it("reads what spreadsheets write: a byte order mark, CRLF, semicolons, line breaks in quotes, other encodings", async () => {
    const viewer = given.tenant();
    const map = await fileOf(
      JSON.stringify({
        match: { by: "accountNumber" },
        delimiter: ";",
        encoding: "windows-1252",
        columns: { Nummer: "accountNumber", Firma: "displayName", Straße: "addresses[0].street" },
      }),
      "map.json",
    );
    const text = 'Nummer;Firma;Straße\r\n7;"Müller; ""Söhne""";"Hof 1\r\nRückgebäude"\r\n';

    const latin = await imported(viewer, Buffer.from(text, "latin1"), { map });
    const marked = await imported(viewer, `\ufeff${HARBOUR.join("\r\n").replaceAll(",", "\t")}`, { delimiter: "\t" });

    const { nodes } = await customersOf(viewer);
    expect(latin.summary).toBe("1 row: 1 created, 0 updated, 0 unchanged, 0 refused");
    expect(marked.summary).toBe("3 rows: 3 created, 0 updated, 0 unchanged, 0 refused");
    expect(nodes.find(({ accountNumber }: { accountNumber: string }) => accountNumber === "7")).toMatchObject({
      displayName: 'Müller; "Söhne"',
      addresses: { nodes: [{ street: "Hof 1\r\nRückgebäude" }] },
    });
  });

  it("imports nothing from a file in another encoding", async () => {
    const viewer = given.tenant();

    const importing = imported(viewer, Buffer.from(HARBOUR.join("\n"), "latin1"));

    await expect(importing).rejects.toThrow("the file is not utf-8. Save it so, or name its encoding");
    expect((await customersOf(viewer)).totalCount).toBe(0);
  });

  it("writes nothing in a dry run", async () => {
    const viewer = given.tenant();

    const { summary } = await imported(viewer, HARBOUR, { dryRun: true });

    expect(summary).toBe("3 rows: 3 created, 0 updated, 0 unchanged, 0 refused");
    expect((await customersOf(viewer)).totalCount).toBe(0);
  });

  it("finds customers by an id in another system", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { externalIdentifiers: [{ source: "NETSUITE", externalId: "77" }] });
    const map = await fileOf(
      JSON.stringify({
        match: { by: "externalIdentifier", source: "NETSUITE" },
        columns: { id: "externalIdentifiers[0].externalId", name: "displayName" },
        constants: { "externalIdentifiers[0].source": "NETSUITE" },
      }),
      "map.json",
    );

    const { summary } = await imported(viewer, ["id,name", "77,Renamed", "78,New"], { map });

    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { displayName } }", { id });
    expect(summary).toBe("2 rows: 1 created, 1 updated, 0 unchanged, 0 refused");
    expect(data.customer.displayName).toBe("Renamed");
  });

  it.each([
    ["keep", { street: "S1", city: "Köln", postalCode: "53111" }],
    ["clear", { street: null, city: "Köln", postalCode: "53111" }],
  ])("changes the parts of an address that it maps, by its rule for empty cells: %s", async (emptyCells, expected) => {
    const viewer = given.tenant();
    await given.customer(viewer, {
      accountNumber: "C1",
      addresses: [{ street: "S1", city: "Bonn", postalCode: "53111", purposes: ["BILLING", "SHIPPING"] }],
    });
    const columns = { no: "accountNumber", street: "billingAddress.street", city: "billingAddress.city" };
    const map = await fileOf(
      JSON.stringify({ match: { by: "accountNumber" }, emptyCells, columns: { ...columns, n: "displayName" } }),
      "map.json",
    );
    const rows = ["no,n,street,city", "C1,Acme,,Köln"];

    const first = await imported(viewer, rows, { map });
    const second = await imported(viewer, rows, { map });

    const { nodes } = await customersOf(viewer);
    expect(first.summary).toBe("1 row: 0 created, 1 updated, 0 unchanged, 0 refused");
    expect(second.summary).toBe("1 row: 0 created, 0 updated, 1 unchanged, 0 refused");
    expect(nodes[0].addresses.nodes).toMatchObject([
      { street: "S1", city: "Bonn", postalCode: "53111", purposes: ["SHIPPING"] },
      { ...expected, purposes: ["BILLING"] },
    ]);
  });

  const mapOf = (mapping: object) => fileOf(JSON.stringify({ match: { by: "accountNumber" }, ...mapping }), "map.json");

  it("reads what reports have around their rows: a delimiter, titles, rows without text, and totals", async () => {
    const viewer = given.tenant();
    const map = await mapOf({
      columns: { No: "accountNumber", Name: "displayName" },
      skip: { where: [{ No: { startsWith: "Total" } }, { State: "deleted" }] },
    });
    const rows = [
      "sep=;",
      "Sample Company;;",
      ";;",
      "No;Name;State",
      "1;Acme;",
      ";;",
      "2;Gone;deleted",
      "3;Bell",
      "Total: 2",
    ];

    const { summary, refusals, notes } = await imported(viewer, rows, { map });

    expect(summary).toBe("2 rows: 1 created, 0 updated, 0 unchanged, 1 refused");
    expect(refusals).toEqual(["line 8: the row has 2 cells, the heading has 3"]);
    expect(notes).toEqual(["2 rows left out, as the mapping says"]);
    expect((await customersOf(viewer)).nodes).toMatchObject([{ accountNumber: "1", displayName: "Acme" }]);
  });

  it("finds parents by number, in any order within the file and in the tenant", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { accountNumber: "TOP" });
    const map = await mapOf({
      columns: {
        no: "accountNumber",
        name: "displayName",
        above: { to: "parentId", match: { by: "accountNumber" } },
      },
    });
    const rows = ["no,name,above", "C,Grandchild,B", "B,Child,A", "A,Root,TOP", "X,Lost,NONE", "Y,Below lost,X"];

    const tried = await imported(viewer, rows, { map, batchSize: 1, dryRun: true });
    const first = await imported(viewer, rows, { map, batchSize: 1 });
    const again = await imported(viewer, rows, { map });

    const { data } = await ask(viewer, "{ customers(first: 9) { nodes { accountNumber parent { accountNumber } } } }");
    expect(first.summary).toBe("5 rows: 3 created, 0 updated, 0 unchanged, 2 refused");
    expect(tried).toEqual(first);
    expect(first.refusals).toEqual(
      [5, 6].map((line) => expect.stringContaining(`line ${line}: column above (parentId): "`)),
    );
    expect(again.summary).toBe("5 rows: 0 created, 0 updated, 3 unchanged, 2 refused");
    expect(data.customers.nodes).toEqual(
      expect.arrayContaining([
        { accountNumber: "C", parent: { accountNumber: "B" } },
        { accountNumber: "B", parent: { accountNumber: "A" } },
        { accountNumber: "A", parent: { accountNumber: "TOP" } },
      ]),
    );
  });

  it.each(["blankKey", "sameKey"])(
    "adds the contacts and addresses of rows that continue one: %s",
    async (continuation) => {
      const viewer = given.tenant();
      const map = await mapOf({
        continuation,
        columns: { no: "accountNumber", name: "displayName", who: "contacts[0].name", city: "addresses[0].city" },
        constants: { "addresses[0].purposes": ["SHIPPING"] },
      });
      const key = continuation === "sameKey" ? "1" : "";
      const rows = ["no,name,who,city", "1,Acme,Ida,Bonn", `${key},,Amos,Bonn`, `${key},,,York`, "2,Bell,Ada,Rome"];

      const first = await imported(viewer, rows, { map });
      const again = await imported(viewer, rows, { map });

      expect(first.summary).toBe("2 rows: 2 created, 0 updated, 0 unchanged, 0 refused");
      expect(first.notes).toEqual(["2 rows continued the one before"]);
      expect(again.summary).toBe("2 rows: 0 created, 0 updated, 2 unchanged, 0 refused");
      expect((await customersOf(viewer)).nodes[0]).toMatchObject({
        contacts: { nodes: [{ name: "Ida" }, { name: "Amos" }] },
        addresses: { nodes: [{ city: "Bonn" }, { city: "York", purposes: ["SHIPPING"] }] },
      });
    },
  );

  it("refuses a row whose continuations contradict it or are wrong, and names their lines", async () => {
    const viewer = given.tenant();
    const map = await mapOf({
      continuation: "sameKey",
      columns: { no: "accountNumber", name: "displayName", land: "addresses[0].countryText" },
    });

    const { refusals } = await imported(viewer, ["no,name,land", "1,Acme,France", "1,Akme,Atlantis"], { map });

    expect(refusals).toEqual([
      expect.stringMatching(
        /^line 2: line 3, column name: "Akme" differs from "Acme" in line 2; line 3, column land \(addresses\[0\]\.countryText\): "Atlantis" is not/,
      ),
    ]);
  });

  it("creates no duplicates when two imports run at once", async () => {
    const viewer = given.tenant();
    const rows = many(40);

    const both = await Promise.all([1, 2].map(() => imported(viewer, rows, { batchSize: 7 })));

    const created = both.map(({ summary }) => Number(/(\d+) created/.exec(summary)?.[1]));
    expect(created.reduce((sum, one) => sum + one)).toBe(40);
    expect((await customersOf(viewer)).totalCount).toBe(40);
  });

  it("writes nothing of a batch in which the database fails, and says how far it got", async () => {
    const viewer = given.tenant();
    const client = new pg.Client({ connectionString: testDatabase.adminUrl });
    await client.connect();
    const LOCK = "hashtextextended('directory.upsert ' || $1, 0)";
    await client.query(`select pg_advisory_lock(${LOCK})`, [viewer.tenantId]);
    const WAITING =
      "select pid from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    const failing = commanded(viewer, HARBOUR);
    let pid: number | undefined;
    while (!pid) {
      await sleep(20);
      pid = (await client.query<{ pid: number }>(WAITING)).rows[0]?.pid;
    }
    await client.query("select pg_terminate_backend($1)", [pid]);
    const { code, stdout } = await failing;
    await client.end();

    expect(code).toBe(1);
    expect(stdout).toBe(
      "0 rows: 0 created, 0 updated, 0 unchanged, 0 refused, of 3. Then it failed; run the same command again to continue.\n",
    );
    expect((await customersOf(viewer)).totalCount).toBe(0);
  });

  it("finishes the current batch when it is interrupted, and ends", async () => {
    const viewer = given.tenant();
    const args = ["--tenant", viewer.tenantId, "--map", MAP, "--batch-size", "1", await fileOf(many(300))];

    const stopped = run("import", args, { ...TEST_DATABASE, LOG_LEVEL: "debug" });
    while (!stopped.stderr().includes("a batch is done")) await sleep(5);
    stopped.child.kill("SIGINT");
    const code = await stopped.exit;

    const [, rows] = /^(\d+) rows?: \d+ created, .*, of 300\. Stopped; /.exec(stopped.stdout()) ?? [];
    expect(code).toBe(1);
    expect((await customersOf(viewer)).totalCount).toBe(Number(rows));
  });

  it("resumes after kill -9, including its own PostgreSQL, without duplicates or half-written customers", async () => {
    const viewer = given.tenant();
    const rows = many(120);
    const args = ["--tenant", viewer.tenantId, "--map", MAP, await fileOf(rows)];
    const env = { DATA_DIR: await dataFolder(), LOG_LEVEL: "debug" };

    const killed = run("import", [...args, "--batch-size", "3"], env);
    while (killed.stderr().split("a batch is done").length < 6) await sleep(5);
    killed.child.kill("SIGKILL");
    await killed.exit;
    const { code, stdout } = await ended("import", args, env);

    const counts = stdout.match(/\d+/g)?.map(Number) ?? [];
    const [total = 0, created = 0, updated = 0, unchanged = 0] = counts;
    expect({ code, total, updated, sum: created + unchanged }).toEqual({ code: 0, total: 120, updated: 0, sum: 120 });
    expect(unchanged).toBeGreaterThanOrEqual(15);
    expect(unchanged).toBeLessThan(120);
    expect(unchanged % 3).toBe(0);
    expect((await ended("import", args, env)).stdout).toContain("120 unchanged");
  });

  it("leaves only complete customers after kill -9", async () => {
    const viewer = given.tenant();
    const args = ["--tenant", viewer.tenantId, "--map", MAP, await fileOf(many(200))];
    const client = new pg.Client({ connectionString: testDatabase.adminUrl });
    await client.connect();
    const whole = async () => (await client.query(WHOLE, [viewer.tenantId])).rows[0];

    const killed = run("import", [...args, "--batch-size", "1"], TEST_DATABASE);
    while ((await whole()).customers < 10) await sleep(20);
    killed.child.kill("SIGKILL");
    await killed.exit;
    const after = await whole();
    await ended("import", args, TEST_DATABASE);
    const again = await whole();
    await client.end();

    expect(after.customers).toBeLessThan(200);
    expect(after.half).toBe(0);
    expect(again).toEqual({ customers: 200, half: 0, numbers: 200 });
  });

  it("requires the tenant where authentication is on, and reports everything else that is wrong", async () => {
    const path = await fileOf(HARBOUR);
    const signIn = { ...TEST_DATABASE, AUTH_SECRET: "0123456789abcdef0123456789abcdef" };

    const all = await Promise.all([
      ended("import", ["--map", MAP, path], signIn),
      ended("import", ["--map", MAP, "--tenant", "me", path], TEST_DATABASE),
      ended("import", ["--map", MAP, "--batch-size", "0", path], TEST_DATABASE),
      ended("import", ["--map", MAP, join(folder, "none.csv")], TEST_DATABASE),
      ended("import", ["--map", MAP, await fileOf("")], TEST_DATABASE),
      ended("import", ["--suggest", await fileOf("")], signIn),
    ]);

    expect(all.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(all.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining("Give the id of the tenant that owns the customers with --tenant"),
      expect.stringContaining("--tenant me is not an id. Give a UUID."),
      expect.stringContaining("Give a whole number from 1 to 1000."),
      expect.stringMatching(/none\.csv cannot be read: there is no such file\.\n$/),
      expect.stringContaining("is empty: it does not even have a header row."),
      expect.stringContaining("is empty: it does not even have a header row."),
    ]);
  });
});
