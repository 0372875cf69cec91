const FACETS: Readonly<Record<string, string>> = {
  relationship: "The commercial relationship",
  finance: "Finance",
  effectivePaymentTerms: "Finance",
  creditExposure: "Finance",
};

/** Label of the facet that a field belongs to. Every field not listed belongs to contacts. */
export const facetOf = (field: string): string => FACETS[field] ?? "Contact information";
