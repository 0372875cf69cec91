import { type GraphQLSchema, isEnumType } from "graphql";
import type { Family } from "./family.ts";
import type { Stage } from "./scenes.ts";
import { retagged } from "./tag.ts";
import type { Ask } from "./trial.ts";
import type { Variant } from "./variants.ts";

const EXPORT = `query ($representations: [_Any!]!, $vocabulary: Vocabulary!) {
  _entities(representations: $representations) { ... on Customer { as(vocabulary: $vocabulary) } }
}`;

export const IMPORT = `mutation ($input: CustomersImportInput!) { customersImport(input: $input) {
  results { outcome customer { id } userErrors { code message path params { allowed } existing { id } } } userErrors { code message path }
} }`;

/** Names of the vocabularies in a schema. */
export const vocabulariesOf = (schema: GraphQLSchema): string[] => {
  const type = schema.getType("Vocabulary");
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
};

/** The victim's exported records, including ids, to be imported by the caller. */
export const exportedOf = async (
  { owner }: Stage,
  vocabulary: string,
  asking: (text: string) => Ask,
): Promise<Variant> => {
  const representations = [{ __typename: "Customer", id: owner.own.id("main") }];
  const { data } = await asking(EXPORT)(owner, { representations, vocabulary });
  const [customer] = (data?._entities ?? []) as { as: object }[];
  const record = JSON.stringify(customer?.as);
  const recordFor = (foreign: Family): unknown => JSON.parse(retagged(record, owner.own.tag, foreign.tag));
  return {
    name: vocabulary,
    fill: ({ foreign }) => ({ input: { vocabulary, records: [recordFor(foreign)] } }),
  };
};
