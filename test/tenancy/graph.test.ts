import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema } from "graphql";
import { SCOPES, type Scope } from "../../platform/auth/viewer.ts";
import { projectFile } from "../../platform/project.ts";
import { ask as askGraph } from "../support/graph.ts";
import { plainErrors } from "../support/tenancy/execute.ts";
import { memberOf, newFamily } from "../support/tenancy/family.ts";
import { rootFieldsOf } from "../support/tenancy/operations.ts";
import { ofAnotherTenant, ofAnotherWorkspace, ofNoWorkspace, type Stage } from "../support/tenancy/scenes.ts";
import { textsOnlyIn } from "../support/tenancy/secrets.ts";
import { digestOf, settle } from "../support/tenancy/tables.ts";
import { type Ask, leaksTo, withoutOwnData } from "../support/tenancy/trial.ts";
import { readVariants, writeVariants } from "../support/tenancy/variants.ts";

const api = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const queries = rootFieldsOf(api, "query");
const mutations = rootFieldsOf(api, "mutation", ["Customer"]);

const asking =
  (text: string): Ask =>
  async ({ viewer }, variables) => {
    const { data, errors } = await askGraph(viewer, text, variables);
    return { data, errors: plainErrors(errors) };
  };

describe.each([
  ["of another tenant", ofAnotherTenant],
  ["of another workspace", ofAnotherWorkspace],
  ["of no workspace", ofNoWorkspace],
])("Somebody %s, querying the whole graph,", (_, enact) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await enact();
  });

  it.each(queries.map((root) => [root.coordinate, root] as const))("learns nothing by %s", async (coordinate, root) => {
    const ways = readVariants(root.field.args, coordinate).filter(({ name }) => /needed|by hand/.test(name));

    expect(await withoutOwnData(stage, ways, asking(root.text))).toEqual([]);
    expect(await leaksTo(stage, ways, asking(root.text))).toEqual([]);
  });

  it.each(mutations.map((root) => [root.coordinate, root] as const))(
    "learns and changes nothing by %s",
    async (coordinate, { field, text }) => {
      const before = await digestOf(stage.owner.own);

      const learnt = await leaksTo(stage, writeVariants(field.args, coordinate).slice(0, 1), asking(text));

      expect(learnt).toEqual([]);
      expect(await digestOf(stage.owner.own)).toEqual(before);
    },
  );
});

describe.each([
  ["finance:read", (column: string) => column.startsWith("finance.")],
  [
    "contacts:read",
    (column: string) =>
      column === "finance.profile.invoice_email" ||
      (column.startsWith("contacts.") && column !== "contacts.account.website"),
  ],
  ["internal:read", (column: string) => column === "commercial.relationship.internal_note"],
] as const)("A viewer without the scope %s", (scope: Scope, isMeant) => {
  it("sees nothing that it protects, whatever they query", async () => {
    const family = await settle(newFamily());
    const secrets = textsOnlyIn(family, isMeant);
    const [all, few] = [
      memberOf(family),
      { ...memberOf(family), scopes: new Set(SCOPES.filter((each) => each !== scope)) },
    ];
    const shownTo = async (viewer: typeof all): Promise<string[]> => {
      const shown = new Set<string>();
      for (const { coordinate, field, text } of queries) {
        for (const { fill } of readVariants(field.args, coordinate).slice(0, 1)) {
          const { data } = await askGraph(viewer, text, fill({ own: family, foreign: family }));
          for (const secret of secrets) if (JSON.stringify(data).includes(secret)) shown.add(secret);
        }
      }
      return [...shown].sort();
    };

    expect(await shownTo(all)).toEqual(secrets.sort());
    expect(await shownTo(few)).toEqual([]);
  });
});
