import { wholeNumber } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** The limits of one client document, with every fragment counted wherever it is spread. */
export interface DocumentLimits {
  /** Nesting of fields. Introspection has its own limit. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Tokens of the text. */
  readonly tokens: number;
  /** Characters of the text, including comments and whitespace, and of what its fragments expand to. */
  readonly characters: number;
  /** Root fields of one operation: the queries or mutations that one request runs. */
  readonly rootFields: number;
  readonly fields: number;
  /** The cost of an operation with its variables, by the schema's weights. */
  readonly cost: number;
}

/** Room for the largest operations of clients, several times over; a hostile document needs far more. */
export const DOCUMENT_LIMITS: DocumentLimits = {
  depth: 15,
  aliases: 30,
  directives: 40,
  tokens: 2_000,
  characters: 50_000,
  rootFields: 20,
  fields: 1_000,
  cost: 20_000,
};

/** Reads the document limits. None can be switched off. */
export const readDocumentLimits = (reader: Reader): DocumentLimits => ({
  depth: reader.read("MAX_DEPTH", wholeNumber(2, 100), DOCUMENT_LIMITS.depth),
  aliases: reader.read("MAX_ALIASES", wholeNumber(0, 1_000), DOCUMENT_LIMITS.aliases),
  directives: reader.read("MAX_DIRECTIVES", wholeNumber(0, 1_000), DOCUMENT_LIMITS.directives),
  tokens: reader.read("MAX_TOKENS", wholeNumber(100, 20_000), DOCUMENT_LIMITS.tokens),
  characters: reader.read("MAX_CHARACTERS", wholeNumber(1_000, 1_000_000), DOCUMENT_LIMITS.characters),
  rootFields: reader.read("MAX_ROOT_FIELDS", wholeNumber(1, 1_000), DOCUMENT_LIMITS.rootFields),
  fields: reader.read("MAX_FIELDS", wholeNumber(10, 10_000), DOCUMENT_LIMITS.fields),
  cost: reader.read("MAX_COST", wholeNumber(10, 100_000_000), DOCUMENT_LIMITS.cost),
});
