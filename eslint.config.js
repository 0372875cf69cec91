import { readFileSync } from "node:fs";
import graphql from "@graphql-eslint/eslint-plugin";

// Only the schema that clients see, against graphql-eslint's rules for schemas and for Relay. Everything else is Biome's.

/** What has no id of its own: it is a value of, or a path to, something that has one, or is known by the subject of a token. */
const VALUES = [
  "CustomerGroup",
  "CustomerGroupSum",
  "CustomerHit",
  "CustomerSearchMatch",
  "CustomerViewOrder",
  "CommercialRelationship",
  "FinanceProfile",
  "FunnelStageChange",
  "CustomerAncestor",
  "CustomerDescendant",
  "CustomerUpsertResult",
  "CustomersUpdateResult",
  "ExternalIdentifier",
  "BillingPreferences",
  "CreditHold",
  "Money",
  "PageInfo",
  "PaymentTerms",
  "Permission",
  "CustomerPermissions",
  "TaxProfile",
  "TaxValidation",
  "UserError",
  "UserErrorParams",
  "Actor",
  "Viewer",
];

/** Records in the words of other systems: they keep the names that these use, and their ids are texts. */
const RECORDS = [...readFileSync("schema/vocabularies.graphql", "utf8").matchAll(/^type (\w+)/gm)].map(
  ([, name]) => name,
);

const [, { FieldDefinition: fieldStyle, ...conventions }] =
  graphql.configs["flat/schema-recommended"].rules["@graphql-eslint/naming-convention"];

const EXCEPTIONS = {
  "@graphql-eslint/naming-convention": [
    "error",
    {
      ...conventions,
      allowLeadingUnderscore: true,
      [`FieldDefinition[parent.name.value!=/^(${RECORDS.join("|")})$/]`]: fieldStyle,
    },
  ],
  "@graphql-eslint/strict-id-in-types": [
    "error",
    { exceptions: { types: [...VALUES, ...RECORDS], suffixes: ["Connection", "Edge", "Payload"] } },
  ],
  // Lists that are short by a rule, such as `owners`, are plain lists, and connections have `nodes` for clients without Relay.
  // Edges of the stage history lead to what has no id, and so to no `Node`.
  "@graphql-eslint/relay-edge-types": [
    "error",
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  // All lists but `customers` are read forwards only.
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
};

export default [
  {
    files: ["schema/api.graphql"],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: "schema/api.graphql" } } },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      ...EXCEPTIONS,
    },
  },
];
