import { beforeAll, describe, expect, it } from "@jest/globals";
import { rowTypes } from "../../../../platform/database/connections/value-parsers.ts";
import type { RanStatement } from "../../../../platform/database/session/observe.ts";
import { adHoc, statementNames } from "../../../../platform/database/session/statement.ts";
import { testDatabase } from "../../../support/graph.ts";
import { asSuperuser, twoTenants } from "../../../support/second-wall.ts";

const PREDICATE = /\b(?:\w+\.)?tenant_id = \$1\b/g;

/** The statement as if its author had forgotten the tenant predicate. */
const forgetful = (text: string): string => text.replace(PREDICATE, "$1::uuid is not null");

const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

let world: Awaited<ReturnType<typeof twoTenants>>;
let reads: readonly RanStatement[];

beforeAll(async () => {
  world = await twoTenants();
  const byText = new Map(
    world.statements.filter(({ writes }) => !writes).map((statement) => [statement.text, statement]),
  );
  reads = [...byText.values()];
});

const asTheApplication = (text: string, parameters: readonly unknown[]): Promise<object[]> =>
  testDatabase.session(world.mine.tenantId).read(adHoc<object>(text), parameters);

/**
 * Runs a statement without row-level security, and on the table behind the view of entries, which
 * filters by tenant.
 */
const unwalled = (text: string, parameters: readonly unknown[]): Promise<object[]> =>
  asSuperuser(async (client) => {
    await client.query("set timezone to 'UTC'");
    await client.query("select set_config('app.tenant_id', $1, false)", [world.mine.tenantId]);
    return (
      await client.query<object>({
        text: text.replaceAll("directory.listed_customer", "directory.customer_entry"),
        values: [...parameters],
        types: rowTypes,
      })
    ).rows;
  });

/** If a statement looks up a single row by key, the other tenant's row makes it fail with too many rows. */
const ifTooMany = (error: { readonly code?: string }): "too many" => {
  if (error.code !== "21000") throw error;
  return "too many";
};

describe("The statements of the graph without their tenant", () => {
  it("are all covered, except one that only replicas need", () => {
    const ran = new Set(reads.map(({ name }) => name));

    expect([...statementNames].filter((name) => !ran.has(name))).toEqual(["platform_last_write"]);
    expect(reads.length).toBeGreaterThan(statementNames.size);
  });

  it("name the tenant in a predicate, or pass it to a function that does", () => {
    const nameless = reads.filter(
      ({ text }) => !text.match(PREDICATE) && !/\b(identity|directory)\.\w+\(\$1,/.test(text),
    );

    expect(nameless.map(({ text }) => text)).toEqual([]);
  });

  it("still return only the tenant's rows, thanks to row-level security", async () => {
    const differing: string[] = [];
    for (const { text, parameters } of reads) {
      const [right, bare] = [
        await asTheApplication(text, parameters),
        await asTheApplication(forgetful(text), parameters),
      ];
      if (JSON.stringify(sorted(right)) !== JSON.stringify(sorted(bare))) differing.push(text);
    }

    expect(differing).toEqual([]);
  });

  it("would return the other tenant's rows without it, so that this test can fail", async () => {
    const blind: string[] = [];
    for (const { name, text, parameters } of reads) {
      if (!text.match(PREDICATE)) continue;
      const right = await asTheApplication(text, parameters);
      const bare = await unwalled(forgetful(text), parameters).catch(ifTooMany);
      if (bare === "too many") continue;
      const isForeign = (row: { tenantId?: string }): boolean => row.tenantId === world.theirs;
      const tells = text.includes('"tenantId"') ? bare.some(isForeign) : sorted(bare).join() !== sorted(right).join();
      if (!tells) blind.push(name ?? text);
    }

    expect(blind).toEqual([]);
  });
});
