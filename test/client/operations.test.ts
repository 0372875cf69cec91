import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  Kind,
  type OperationDefinitionNode,
  parse,
  type TypeNode,
  typeFromAST,
} from "graphql";
import { createCustomerGraphClient, type TypedText } from "../../client/fetch/index.ts";
import * as texts from "../../client/generated/texts.generated.ts";
import { projectFile } from "../../platform/project.ts";
import { serveCustomerGraph } from "../support/client-graph.ts";
import { given } from "../support/given.ts";

const schema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const NOBODY = "0198c0de-0000-7000-8000-ffffffffffff";
const SAMPLES: Record<string, unknown> = {
  ID: NOBODY,
  String: "Acme",
  Int: 1,
  Boolean: true,
  URL: "https://acme.example",
};

const operations = Object.entries(texts).map(([name, text]) => {
  const definition = parse(text).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return { name: name.replace(/Text$/, ""), text, definition: definition as OperationDefinitionNode };
});

/** A minimal value of an input type. */
const sampleOf = (type: GraphQLInputType): unknown => {
  const named = getNullableType(type);
  if (isListType(named)) return [sampleOf(named.ofType)];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (!isInputObjectType(named)) return SAMPLES[named.toString()];
  const required = Object.values(named.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
};

const variablesOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions
      .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
      .map(({ variable, type }) => [
        variable.name.value,
        sampleOf(typeFromAST(schema, type as TypeNode) as GraphQLInputType),
      ]),
  );

let graph: Awaited<ReturnType<typeof serveCustomerGraph>>;

beforeAll(async () => {
  graph = await serveCustomerGraph(given.tenant());
});

afterAll(() => graph.close());

describe("The client's operations", () => {
  it.each(operations)("$name is answered, or refused only by the rules of its input", async ({ text, definition }) => {
    const client = createCustomerGraphClient({ url: graph.url, token: graph.token });

    const { data, errors } = await client.request(text as TypedText<object, object>, variablesOf(definition));

    expect(errors).toEqual([]);
    expect(Object.keys(data)).toHaveLength(1);
  });

  it("select userErrors in every mutation", () => {
    for (const { definition, text } of operations)
      if (definition.operation === "mutation") expect(text).toContain("userErrors {\n      ...Refusal");
  });
});
