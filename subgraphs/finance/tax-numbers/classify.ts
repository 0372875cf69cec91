import type { TaxClassification, TaxRegistration } from "../entities.ts";

type Validated = Pick<TaxRegistration, "validationStatus" | "holder">;

/** A number that companies and persons share counts as a company's: somebody gave it to be taxed by. */
const isBusiness = ({ validationStatus, holder }: Validated): boolean =>
  validationStatus === "VALID" && holder !== "INDIVIDUAL";

const isUndecided = ({ validationStatus }: Validated): boolean =>
  validationStatus === "UNSUPPORTED" || validationStatus === "UNAVAILABLE";

/**
 * The classification by tax numbers: business if any of them is valid and not a person's; otherwise unknown (`null`) if
 * one could not be validated; a consumer in all other cases, including none.
 */
export const classify = (registrations: readonly Validated[]): TaxClassification | null => {
  if (registrations.some(isBusiness)) return "B2B";
  return registrations.some(isUndecided) ? null : "B2C";
};
