import { InvalidArgumentError } from "commander";
import { TITLES, type VocabularyName } from "../../subgraphs/directory/vocabularies/titles.ts";

/** The vocabularies' original names; scripts still use them. */
const FIRST_NAMES: Readonly<Record<string, string>> = {
  v0: "funnel-crm",
  v1: "ledger",
  v2: "tax-engine",
  v3: "workspace-erp",
  v4: "order-desk",
};

const VOCABULARIES = Object.keys(TITLES) as VocabularyName[];

const optionOf = (name: VocabularyName): string => name.toLowerCase().replaceAll("_", "-");

/** `funnel-crm (a CRM's …), ledger (…), …`. */
const names = VOCABULARIES.map((name) => `${optionOf(name)} (${TITLES[name]})`).join(", ");

/** The names that `--as` accepts, for its help. */
export const vocabularyNames = `${names}; v0 to v4 are taken too, in this order`;

/** Parses the name of a vocabulary on a command line. */
export const toVocabulary = (name: string): VocabularyName => {
  const wanted = name.toLowerCase();
  const option = FIRST_NAMES[wanted] ?? wanted.replaceAll("_", "-");
  const vocabulary = VOCABULARIES.find((each) => optionOf(each) === option);
  if (!vocabulary) throw new InvalidArgumentError(`Give one of ${names}.`);
  return vocabulary;
};
