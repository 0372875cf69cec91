import { type GraphQLSchema, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from "graphql";
import type { DocumentLimits } from "../../platform/config/limits.ts";
import { Explained } from "../../platform/process/explained.ts";
import { onlyOperation } from "../compile/operation.ts";
import type { Engine } from "../engine.ts";
import { checkDocument } from "../limits/check-document.ts";
import type { TrustedDocument, TrustedDocuments } from "./manifest.ts";

const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** Why a document would be refused whatever its variables: it is too long, too deep, or too wide. */
const beyondLimits = ({ text, document }: TrustedDocument, limits: DocumentLimits): string[] => {
  try {
    parse(text, { noLocation: true, maxTokens: limits.tokens });
  } catch {
    return [`It has more words and signs than the ${limits.tokens} that are allowed.`];
  }
  const refusal = checkDocument(document, limits);
  return refusal ? [refusal.message] : [];
};

const refuse = (faults: readonly string[]): void => {
  if (faults.length === 0) return;
  const remedy = "Name a manifest that was written for this schema: each contract has its own.";
  throw new Explained(["The schema cannot answer these trusted documents:", ...faults, remedy].join("\n"));
};

const faultOf = ({ name, id }: TrustedDocument, reasons: readonly string[]): string =>
  [`  - ${name} (${id.slice(0, 8)}…)`, ...reasons.map((reason) => `      ${reason}`)].join("\n");

/**
 * Throws one error that names every listed operation which a schema does not answer or the limits refuse, with every
 * reason.
 */
export const validateTrusted = (schema: GraphQLSchema, documents: TrustedDocuments, limits: DocumentLimits): void => {
  const faults: string[] = [];
  for (const each of documents.values()) {
    const errors = validate(schema, each.document, RULES);
    const reasons = [...new Set(errors.map(({ message }) => message)), ...beyondLimits(each, limits)];
    if (reasons.length > 0) faults.push(faultOf(each, reasons));
  }
  refuse(faults);
};

/** Validates and plans all listed operations against a supergraph, before any client asks. */
export const prepareTrusted = async (
  engine: Engine,
  documents: TrustedDocuments,
  limits: DocumentLimits,
): Promise<void> => {
  validateTrusted(engine.createApiSchema(), documents, limits);
  const faults: string[] = [];
  for (const each of documents.values()) {
    await engine
      .warm(each.document, onlyOperation(each.document))
      .catch((error: Error) => faults.push(faultOf(each, [`It cannot be planned: ${error.message}`])));
  }
  refuse(faults);
};
