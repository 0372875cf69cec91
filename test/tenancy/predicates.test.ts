import { beforeAll, describe } from "@jest/globals";
import { ofAnotherTenant } from "../support/tenancy/scenes.ts";
import { testStrangers } from "../support/tenancy/strangers.ts";
import { asAdmin, tables } from "../support/tenancy/tables.ts";

describe("Somebody of another tenant, with row-level security switched off", () => {
  beforeAll(async () => {
    for (const { name } of await tables()) await asAdmin(`alter table ${name} disable row level security`);
  });

  testStrangers(ofAnotherTenant);
});
