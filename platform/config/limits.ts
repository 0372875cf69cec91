import { wholeNumber } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** The most that one document of a client may have, every fragment counted at every place it is spread. */
export interface DocumentLimits {
  /** Fields inside fields. Questions about the schema have a limit of their own. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Words and signs of the text. */
  readonly tokens: number;
  /** Of the text, comments and blanks too, and of what its fragments make of it. */
  readonly characters: number;
  /** Fields at the top of one operation: queries or mutations that one request runs. */
  readonly rootFields: number;
  readonly fields: number;
  /** What the weights of the schema make of an operation with its variables. */
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

/** Reads the limits of documents. None can be switched off. */
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
