import { InvalidArgumentError } from "commander";
import { VOCABULARIES, type Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";

/** `v0, v1, …`, with what each is. */
export const vocabularyNames = VOCABULARIES.map(({ name, title }) => `${name} (${title})`).join(", ");

/** Reads the name of a vocabulary on a command line. */
export const toVocabulary = (name: string): Vocabulary => {
  const vocabulary = VOCABULARIES.find((each) => each.name === name.toLowerCase());
  if (!vocabulary) throw new InvalidArgumentError(`Give one of ${vocabularyNames}.`);
  return vocabulary;
};
