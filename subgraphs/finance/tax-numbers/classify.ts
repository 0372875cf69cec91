import type { TaxClassification, TaxRegistration } from "../entities.ts";

type Validated = Pick<TaxRegistration, "validationStatus" | "holder">;

/** A number that companies and persons have alike counts as a company's: somebody gave it to be taxed by. */
const isBusiness = ({ validationStatus, holder }: Validated): boolean =>
  validationStatus === "VALID" && holder !== "INDIVIDUAL";

const isUndecided = ({ validationStatus }: Validated): boolean =>
  validationStatus === "UNSUPPORTED" || validationStatus === "UNAVAILABLE";

/**
 * What tax numbers make of a customer: business if any of them is valid and no person's; unknown (`null`) if else one could not be
 * validated; a consumer in all other cases, without any number too.
 */
export const classify = (registrations: readonly Validated[]): TaxClassification | null => {
  if (registrations.some(isBusiness)) return "B2B";
  return registrations.some(isUndecided) ? null : "B2C";
};
