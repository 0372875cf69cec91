import type { TaxNumberHolder, TaxValidationStatus } from "../entities.ts";
import { countryIn } from "./country.ts";
import { type Format, formatsOf } from "./formats.ts";

/** The outcome of validating a tax number. */
export interface Validation {
  readonly status: TaxValidationStatus;
  /**
   * The kind of number that it is: `stdnum DE.vat`; or, if it is of none or may be a company's as well as a person's,
   * the country: `stdnum DE`. `null` if there was nothing to check it against.
   */
  readonly method: string | null;
  /** Who has such a number; `null` if the number is not valid, or ambiguous. */
  readonly holder: TaxNumberHolder | null;
}

/** No tax number is longer. A longer text, or one without a digit, is not inspected. */
const LONGEST = 100;

interface Match {
  readonly name: string;
  readonly isAsWritten: boolean;
  /** `null` if companies and persons share such numbers. */
  readonly holder: TaxNumberHolder | null;
}

const matchOf = ({ name, validator, isShared }: Format, number: string): Match[] => {
  const result = validator.validate(number);
  if (!result.isValid) return [];
  const tells = !isShared && result.isCompany !== result.isIndividual;
  return [
    {
      name,
      isAsWritten: validator.format(number) === number,
      holder: tells ? (result.isCompany ? "COMPANY" : "INDIVIDUAL") : null,
    },
  ];
};

/** The better matches: those with exactly the number's punctuation, and of these the ones that say who has it. */
const bestOf = (matches: readonly Match[]): readonly Match[] => {
  const best = (some: readonly Match[], is: (match: Match) => boolean) => (some.some(is) ? some.filter(is) : some);
  return best(
    best(matches, ({ isAsWritten }) => isAsWritten),
    ({ holder }) => holder !== null,
  );
};

/** A match for each kind of number that fits, and whether all kinds could be checked. */
const matchesOf = (formats: readonly Format[], number: string): { matches: Match[]; failed: boolean } => {
  const matches: Match[] = [];
  let failed = false;
  for (const format of formats) {
    try {
      matches.push(...matchOf(format, number));
    } catch {
      failed = true;
    }
  }
  return { matches, failed };
};

/** How numbers are also written in a country, where the package knows only one way. */
const WAYS: Readonly<Record<string, (number: string) => string>> = {
  // Northern Ireland has a prefix of its own.
  GB: (number) => number.replace(/^XI/i, "GB"),
  // Within the country, a code for the kind of tax and one for the region follow: 12892312-2-41.
  HU: (number) => number.replace(/^(\d{8})([-\s]?)[1-5]\2\d{2}$/, "$1"),
  // Who may issue invoices has the letter T before the company's number.
  JP: (number) => number.replace(/^T\s*(?=\d)/i, ""),
};

const inCountry = (number: string, country: string): string => WAYS[country]?.(number) ?? number;

/**
 * Checks a tax number against the kinds of numbers of its country, which the number may name itself. No register is
 * asked: this says that a number is possible, not that it was issued.
 */
export const validateTaxNumber = async (number: string, countryCode: string | null): Promise<Validation> => {
  const country = countryCode ?? countryIn(number);
  if (country === null) return { status: "UNSUPPORTED", method: null, holder: null };
  const method = `stdnum ${country}`;
  const formats = await import("stdnum").then(
    (stdnum) => formatsOf(stdnum, country),
    () => null,
  );
  if (formats === null) return { status: "UNAVAILABLE", method, holder: null };
  if (formats.length === 0) return { status: "UNSUPPORTED", method: null, holder: null };
  if (number.length > LONGEST || !/\d/.test(number)) return { status: "INVALID", method, holder: null };
  const { matches, failed } = matchesOf(formats, inCountry(number.trim(), country));
  const [first, ...others] = bestOf(matches);
  if (!first) return { status: failed ? "UNAVAILABLE" : "INVALID", method, holder: null };
  if (others.some((other) => other.holder !== first.holder)) return { status: "VALID", method, holder: null };
  return { status: "VALID", method: `stdnum ${first.name}`, holder: first.holder };
};
