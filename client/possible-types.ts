import generated from "./generated/possible-types.generated.ts";

/** Which types stand behind each interface, for the cache of Apollo Client. */
export const { possibleTypes } = generated;
