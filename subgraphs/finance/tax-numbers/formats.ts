import type { stdnum as Countries, Validator } from "stdnum";
import { itin } from "./itin.ts";

type Package = typeof import("stdnum");

/** What is used of a validator of the package. */
interface Check {
  readonly format: (number: string) => string;
  readonly validate: (number: string) => {
    readonly isValid: boolean;
    readonly isCompany?: boolean;
    readonly isIndividual?: boolean;
  };
}

/** A kind of tax number that a country has. */
export interface Format {
  /** Its name: `DE.vat`. */
  readonly name: string;
  readonly validator: Check;
  /** The package attributes all numbers of this kind to companies, or to persons, but both have them. */
  readonly isShared: boolean;
}

/** Tax numbers that the package knows but omits from its lists. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  CA: ["gst"],
  DZ: ["nif"],
  EG: ["tn"],
  FO: ["vn"],
  GN: ["nifp"],
  IN: ["gstin"],
  KE: ["pin"],
  TH: ["tin"],
  TN: ["mf"],
  VE: ["rif"],
};

/** Kinds of numbers that the package does not know. */
const OURS: Readonly<Record<string, readonly Format[]>> = {
  US: [{ name: "US.itin", validator: itin, isShared: false }],
};

/** Kinds of numbers that companies and persons share, though the package says otherwise. */
const SHARED: ReadonlySet<string> = new Set(["HR.oib", "DE.stnr"]);

const nameOf = (countries: typeof Countries, country: string, validator: Validator): string => {
  const key = Object.entries(countries[country] ?? {}).find(([, each]) => each === validator)?.[0];
  return `${country}.${key ?? validator.abbreviation ?? validator.name}`;
};

/** The kinds of tax numbers of a country; none if the package does not know the country. */
export const formatsOf = (
  { stdnum, entityValidators, euVat, personValidators }: Package,
  country: string,
): readonly Format[] => {
  const also = (ALSO[country] ?? []).flatMap((key) => stdnum[country]?.[key] ?? []);
  const lists = [entityValidators[country], euVat[country], also, personValidators[country]];
  const known = [...new Set(lists.flatMap((validators) => validators ?? []))].map((validator) => {
    const name = nameOf(stdnum, country, validator);
    return { name, validator, isShared: SHARED.has(name) };
  });
  return [...known, ...(OURS[country] ?? [])];
};
