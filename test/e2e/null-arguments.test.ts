import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { projectFile } from "../../platform/project.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

type Field = GraphQLField<unknown, unknown>;

const schema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));

/** How a query reaches the objects of a type. */
const PLACES: Readonly<Record<string, (selection: string) => string>> = {
  Query: (selection) => `{ ${selection} }`,
  Customer: (selection) => `{ customer(id: $id) { ${selection} } }`,
  CommercialRelationship: (selection) => `{ customer(id: $id) { relationship { ${selection} } } }`,
  Organization: (selection) => `{ customer(id: $id) { party { ... on Organization { ${selection} } } } }`,
  Person: (selection) => `{ customer(id: $id) { party { ... on Person { ${selection} } } } }`,
};

const REQUIRED: Readonly<Record<string, string>> = {
  id: "$id",
  text: '"Group"',
  taxNumber: '"DE1"',
  accountNumber: '"A1"',
  source: "NETSUITE",
  externalId: '"1"',
  by: "STATUS",
};

const leaves = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .flatMap((field) => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) return [field.name];
      return field.name === "edges" ? ["edges { cursor }"] : [];
    })
    .join(" ");

/** Coordinates of nullable arguments and input fields that have a default. */
const defaulted = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith("__"))
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args
        .filter((argument) => argument.defaultValue !== undefined && !isNonNullType(argument.type))
        .map((argument): [string, { type: GraphQLObjectType; field: Field; argument: GraphQLArgument }] => [
          `${type.name}.${field.name}(${argument.name}:)`,
          { type, field, argument },
        ]),
    ),
  );

const fields = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => field.defaultValue !== undefined && !isNonNullType(field.type))
      .map((field) => `${type.name}.${field.name}`),
  );

const viewer = given.tenant();
const [id = ""] = await given.chain(viewer, "Group", "Company", "Branch");

describe("An argument that has a default", () => {
  it.each(defaulted)("%s given as null means the default", async (_, { type, field, argument }) => {
    const required = field.args.filter(isRequiredArgument).map(({ name }) => `${name}: ${REQUIRED[name]}`);
    const inner = getNamedType(field.type);
    const operation = (declared: string, own: string) => {
      const given = [...required, own].filter(Boolean).join(", ");
      const selection = `${field.name}${given && `(${given})`}${isObjectType(inner) ? ` { ${leaves(inner)} }` : ""}`;
      const body = PLACES[type.name]?.(selection) ?? "";
      return `query (${[/\$id/.test(body) ? "$id: ID!" : "", declared].filter(Boolean).join(", ")}) ${body}`.replace(
        "()",
        "",
      );
    };

    const [byDefault, literal, variable] = await Promise.all([
      ask(viewer, operation("", ""), { id }),
      ask(viewer, operation("", `${argument.name}: null`), { id }),
      ask(viewer, operation(`$given: ${argument.type}`, `${argument.name}: $given`), { id, given: null }),
    ]);

    expect(byDefault.errors).toEqual([]);
    expect({ literal: literal.data, errors: literal.errors }).toEqual({ literal: byDefault.data, errors: [] });
    expect({ variable: variable.data, errors: variable.errors }).toEqual({ variable: byDefault.data, errors: [] });
  });
});

describe("A field of an input that has a default", () => {
  const MEANINGS: Readonly<Record<string, () => Promise<void>>> = {
    "CustomerFilter.includeInactive": async () => {
      const text = "{ customers(filter: { includeInactive: null }) { nodes { id } } }";
      const plain = await ask(viewer, "{ customers(filter: {}) { nodes { id } } }");

      expect(await ask(viewer, text)).toMatchObject({ data: plain.data, errors: [] });
    },
    "StatusLabelCreateInput.position": () => createLabel("position: null", { position: 0 }),
    "StatusLabelCreateInput.isActive": () => createLabel("isActive: null", { isActive: true }),
    "CustomerViewCreateInput.includeInactive": () => createView("includeInactive: null", { includeInactive: false }),
    "CustomerViewCreateInput.sharing": () => createView("sharing: null", { sharing: "ONLY_ME" }),
    "CustomersUpsertInput.errorPolicy": () =>
      rejectsAll((own) => {
        const records = '[{ accountNumber: "A1", displayName: "Good" }, { accountNumber: "A2", displayName: "" }]';
        return `customersUpsert(input: { matchBy: ACCOUNT_NUMBER, ${own} records: ${records} })`;
      }),
    "CustomersUpdateInput.errorPolicy": async () => {
      const byDefault = await updated("");

      expect(await updated("errorPolicy: null,")).toEqual(byDefault);
      expect(await updated("errorPolicy: REJECT_FAILED,")).not.toEqual(byDefault);
    },
    "CustomersUpdateInput.dryRun": async () => {
      expect(await updated("errorPolicy: REJECT_FAILED, dryRun: null,")).toEqual(
        await updated("errorPolicy: REJECT_FAILED,"),
      );
    },
    "CustomersImportInput.errorPolicy": () =>
      rejectsAll(
        (own) =>
          `customersImport(input: { vocabulary: LEDGER, ${own} records: [{ companyName: "Good" }, { companyName: 1 }] })`,
      ),
  };

  /** The results of updating two customers, the second of which is invalid. */
  const updated = async (own: string) => {
    const who = given.tenant();
    const [one, other] = [await given.customer(who), await given.customer(who)];
    const customers = `[{ customerId: "${one}", change: { displayName: "Good" } }, { customerId: "${other}", change: { displayName: "" } }]`;
    const { data, errors } = await ask(
      who,
      `mutation { customersUpdate(input: { ${own} customers: ${customers} }) { results { outcome } userErrors { message } } }`,
    );
    expect(errors).toEqual([]);
    return data.customersUpdate;
  };

  const createLabel = async (own: string, expected: object) => {
    const { data } = await ask(
      given.tenant(),
      `mutation { statusLabelCreate(input: { name: "New", ${own} }) { statusLabel { position isActive } userErrors { message } } }`,
    );

    expect(data.statusLabelCreate).toMatchObject({ statusLabel: expected, userErrors: [] });
  };

  const createView = async (own: string, expected: object) => {
    const { data } = await ask(
      given.tenant(),
      `mutation { customerViewCreate(input: { name: "New", ${own} }) { customerView { includeInactive sharing } userErrors { message } } }`,
    );

    expect(data.customerViewCreate).toMatchObject({ customerView: expected, userErrors: [] });
  };

  const rejectsAll = async (field: (own: string) => string) => {
    const outcomes = async (own: string) => {
      const text = `mutation { answer: ${field(own)} { results { outcome } userErrors { message } } }`;
      const { data, errors } = await ask(given.tenant(), text);
      return { answer: data.answer, errors };
    };

    const byDefault = await outcomes("");

    expect(byDefault).toMatchObject({ answer: { results: [{}, {}] }, errors: [] });
    expect(await outcomes("errorPolicy: null,")).toEqual(byDefault);
    expect(await outcomes("errorPolicy: REJECT_FAILED,")).not.toEqual(byDefault);
  };

  it.each(fields)("%s given as null means the default", async (coordinate) => {
    expect(Object.keys(MEANINGS)).toContain(coordinate);
    await MEANINGS[coordinate]?.();
  });
});
