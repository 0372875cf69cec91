import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import * as texts from "../../client/generated/texts.generated.ts";
import { projectFile } from "../../platform/project.ts";

/** Operations that use internal fields, each with the reason. */
const INTERNAL: Readonly<Record<string, string>> = {
  TenantUpdate: "only the administrators of the business change it",
  WorkspaceUpdate: "only the administrators of the business name workspaces",
};

const contract = buildSchema(readFileSync(projectFile("schema", "public", "api.graphql"), "utf8"));
const operations = Object.entries(texts).map(([name, text]) => ({ name: name.replace(/Text$/, ""), text }));

interface Manifest {
  readonly operations: readonly { readonly name: string; readonly body: string }[];
}

const manifest = (name: string): Manifest => JSON.parse(readFileSync(projectFile("client", "generated", name), "utf8"));

describe("The client's operations", () => {
  it("ask for nothing internal, but for those that only colleagues send", () => {
    const faults = operations.flatMap(({ name, text }) => {
      const [fault] = name in INTERNAL ? [] : validate(contract, parse(text));
      return fault ? [`${name}: ${fault.message}`] : [];
    });

    expect(faults).toEqual([]);
  });

  it.each(Object.keys(INTERNAL))("%s is among the latter, for the public contract does not answer it", (name) => {
    const operation = operations.find((each) => each.name === name);

    expect(validate(contract, parse(operation?.text ?? ""))).not.toEqual([]);
  });
});

describe("trusted-documents.public.json", () => {
  it("lists the operations of trusted-documents.json that the public contract answers, with the same texts", () => {
    const all = manifest("trusted-documents.json");

    const listed = manifest("trusted-documents.public.json");

    expect(listed).toEqual({ ...all, operations: all.operations.filter(({ name }) => !(name in INTERNAL)) });
  });
});
