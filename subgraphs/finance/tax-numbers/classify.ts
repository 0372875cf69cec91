import type { TaxClassification, TaxRegistration } from "../entities.ts";

type Validated = Pick<TaxRegistration, "validationStatus" | "validationMethod" | "holder">;

/** Several kinds of numbers fit, of companies and of persons: the method names no kind, only the country. */
const isAmbiguous = ({ validationStatus, validationMethod, holder }: Validated): boolean =>
  validationStatus === "VALID" && holder === null && !validationMethod?.includes(".");

/** A number that companies and persons share counts as a company's: somebody gave it to be taxed by. */
const isBusiness = (number: Validated): boolean =>
  number.validationStatus === "VALID" && number.holder !== "INDIVIDUAL" && !isAmbiguous(number);

const isUndecided = (number: Validated): boolean =>
  number.validationStatus === "UNSUPPORTED" || number.validationStatus === "UNAVAILABLE" || isAmbiguous(number);

/**
 * The classification by tax numbers: business if any of them is valid and not a person's; otherwise unknown (`null`) if
 * one could not be validated, or may be either's; a consumer in all other cases, including none.
 */
export const classify = (registrations: readonly Validated[]): TaxClassification | null => {
  if (registrations.some(isBusiness)) return "B2B";
  return registrations.some(isUndecided) ? null : "B2C";
};
