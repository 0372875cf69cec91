import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildSchema } from "graphql";
import { toVocabulary, vocabularyNames } from "../../../cli/command/vocabulary-option.ts";
import { projectFile } from "../../../platform/project.ts";
import { vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";
import { vocabulariesOf } from "../../support/tenancy/exported.ts";

const NAMES = [
  ["FUNNEL_CRM", "funnel-crm", "v0"],
  ["LEDGER", "ledger", "v1"],
  ["TAX_ENGINE", "tax-engine", "v2"],
  ["WORKSPACE_ERP", "workspace-erp", "v3"],
  ["ORDER_DESK", "order-desk", "v4"],
] as const;

describe("--as", () => {
  it.each(NAMES)("accepts %s as %s, and still as %s", (value, name, former) => {
    const taken = [name, former, value, former.toUpperCase()].map(toVocabulary);

    expect(taken).toEqual([value, value, value, value]);
  });

  it.each(NAMES.map(([value]) => value))("leads %s to its fields", (value) => {
    expect(vocabularyNamed(value).name).toBe(value);
  });

  it("knows the schema's vocabularies", () => {
    expect(vocabulariesOf(buildSchema(readFileSync(projectFile("schema/api.graphql"), "utf8")))).toEqual(
      NAMES.map(([value]) => value),
    );
  });

  it.each(["v5", "constructor", "ledgers", ""])("refuses %j and lists the names", (name) => {
    expect(() => toVocabulary(name)).toThrow(/^Give one of funnel-crm \(.*\), .*order-desk \([^;]*\)\.$/);
  });

  it("says in its help that v0 to v4 are accepted too", () => {
    expect(vocabularyNames).toMatch(/^funnel-crm \(.*order-desk \(.*\); v0 to v4 are taken too, in this order$/);
  });
});
