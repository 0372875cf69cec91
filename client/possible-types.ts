import generated from "./generated/possible-types.generated.ts";

/** The types that implement each interface, for Apollo Client's cache. */
export const { possibleTypes } = generated;
