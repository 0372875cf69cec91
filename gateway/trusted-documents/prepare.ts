import { type GraphQLSchema, NoSchemaIntrospectionCustomRule, specifiedRules, validate } from "graphql";
import { Explained } from "../../platform/process/explained.ts";
import type { Engine } from "../engine.ts";
import type { TrustedDocument, TrustedDocuments } from "./manifest.ts";

const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

const refuse = (faults: readonly string[]): void => {
  if (faults.length === 0) return;
  throw new Explained(["The schema does not answer these trusted documents:", ...faults].join("\n"));
};

const faultOf = ({ name, id }: TrustedDocument, reasons: readonly string[]): string =>
  [`  - ${name} (${id.slice(0, 8)}…)`, ...reasons.map((reason) => `      ${reason}`)].join("\n");

/** Throws one error that names every listed operation that a schema does not answer, with every reason. */
export const validateTrusted = (schema: GraphQLSchema, documents: TrustedDocuments): void => {
  const faults: string[] = [];
  for (const each of documents.values()) {
    const errors = validate(schema, each.document, RULES);
    if (errors.length > 0) faults.push(faultOf(each, [...new Set(errors.map(({ message }) => message))]));
  }
  refuse(faults);
};

/** Validates all listed operations against a supergraph and plans them on it, before any client asks. */
export const prepareTrusted = async (engine: Engine, documents: TrustedDocuments): Promise<void> => {
  validateTrusted(engine.createApiSchema(), documents);
  const faults: string[] = [];
  for (const each of documents.values()) {
    await engine
      .warm(each.document, each.name)
      .catch((error: Error) => faults.push(faultOf(each, [`It cannot be planned: ${error.message}`])));
  }
  refuse(faults);
};
