const FACETS: Readonly<Record<string, string>> = {
  relationship: "The commercial relationship",
  finance: "Finance",
  effectivePaymentTerms: "Finance",
  creditExposure: "Finance",
};

/** The part of a customer that a field belongs to, in words for people. All else is how to reach it. */
export const facetOf = (field: string): string => FACETS[field] ?? "Contact information";
