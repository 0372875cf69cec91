import { describe, expect, it } from "@jest/globals";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { schemas } from "../../../../cli/graph/schemas.ts";
import { billingSchema } from "../../../../examples/billing/migrations/index.ts";
import { apply } from "../../../../platform/database/migrations/apply.ts";
import { historyOf, nameOf, prepareSchema } from "../../../../platform/database/migrations/history.ts";
import { asMigrator } from "../../../../platform/database/migrations/session.ts";
import { catalogOf } from "../../../support/catalog.ts";
import { freshDatabase } from "../../../support/databases.ts";
import { faultsOf } from "../../../support/online-steps.ts";

const six = [...schemas, billingSchema];

/** These add a stored generated column, for which PostgreSQL rewrites the table. No others may be added. */
const KNOWN_FAULTS = [
  "finance.RankProfiles1763800000110 rewrites finance.profile",
  "identity.LengthenNames1763800000300 rewrites identity.customer",
];

/** Existing rows need not satisfy the constraints that `down` restores. */
const withoutValidity = (lines: readonly string[]): string[] => lines.map((line) => line.replace(" NOT VALID", ""));

/** A migration step of a test's own on an existing table. */
const stepOf = (transaction: boolean, ...statements: string[]) => {
  const migration: MigrationInterface = {
    transaction,
    up: async (runner: QueryRunner) => {
      for (const text of statements) await runner.query(text);
    },
    down: async () => undefined,
  };
  return { schema: "finance", name: "Trial1999999999999", timestamp: 1_999_999_999_999, migration };
};

describe("Every migration", () => {
  it("can be undone and run again, and neither changes rows nor scans a table under a strong lock", async () => {
    const { adminUrl } = await freshDatabase({ migrated: false });

    const { faults, unequal } = await asMigrator(adminUrl, {}, async (runner) => {
      for (const { name } of six) await prepareSchema(runner, name);
      const found: { faults: string[]; unequal: object[] } = { faults: [], unequal: [] };
      for (const step of historyOf(six)) {
        const before = await catalogOf(runner);
        found.faults.push(...(await faultsOf(runner, step)));
        const after = await catalogOf(runner);

        await apply(runner, step, "down", {});
        const undone = await catalogOf(runner);
        await apply(runner, step, "up", {});
        const again = await catalogOf(runner);

        if (withoutValidity(undone).join("\n") !== withoutValidity(before).join("\n"))
          found.unequal.push({
            name: nameOf(step),
            lost: before.filter((line) => !undone.includes(line)),
            left: undone.filter((line) => !before.includes(line)),
          });
        if (again.join("\n") !== after.join("\n"))
          found.unequal.push({
            name: nameOf(step),
            lost: after.filter((line) => !again.includes(line)),
            more: again.filter((line) => !after.includes(line)),
          });
      }
      return found;
    });

    expect(unequal).toEqual([]);
    expect(faults).toEqual(KNOWN_FAULTS);
  }, 180_000);
});

describe("The check of a migration", () => {
  it.each([
    ["create index trial on finance.profile (tenant_id)", 'builds finance.trial without "concurrently"'],
    [
      "alter table finance.profile add check (tax_exempt or true)",
      "adds finance.profile.profile_tax_exempt_check and reads all rows for it at once",
    ],
    [
      "alter table finance.profile add column trial text check (trial <> '')",
      "adds finance.profile.profile_trial_check and reads all rows for it at once",
    ],
    ["alter table finance.profile alter tax_exempt type integer using 1", "rewrites finance.profile"],
    ["alter table finance.profile alter tax_class set not null", "makes finance.profile.tax_class not null at once"],
    [
      "alter table finance.profile add column trial text; update finance.profile set trial = ''",
      "changes rows while it holds a table for itself",
    ],
  ])("reports: %s", async (text, fault) => {
    const { adminUrl } = await freshDatabase({ migrated: true });

    const faults = await asMigrator(adminUrl, {}, (runner) => faultsOf(runner, stepOf(true, text)));

    expect(faults).toEqual(expect.arrayContaining([`finance.Trial1999999999999 ${fault}`]));
  });

  it.each([
    [true, ["alter table finance.profile add column trial text"]],
    [
      true,
      [
        "create table finance.trial (tenant_id uuid primary key, name text check (name <> ''))",
        "create index on finance.trial (name)",
      ],
    ],
    [
      false,
      ["create index concurrently trial on finance.profile (tenant_id)", "update finance.profile set tax_class = null"],
    ],
    [
      false,
      [
        "alter table finance.profile add constraint trial check (tax_exempt) not valid",
        "alter table finance.profile validate constraint trial",
      ],
    ],
  ])("reports nothing that blocks nobody (in one transaction: %j): %j", async (transaction, statements) => {
    const { adminUrl } = await freshDatabase({ migrated: true });

    const faults = await asMigrator(adminUrl, {}, (runner) => faultsOf(runner, stepOf(transaction, ...statements)));

    expect(faults).toEqual([]);
  });
});
