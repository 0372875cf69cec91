import { readSdl } from "../../platform/graphql/sdl.ts";

/** The SDL of directory: it takes and shows enums of all the others, and its records have types of their own. */
export const sdl = readSdl("directory", {
  enumsFrom: ["identity", "commercial", "finance", "contacts"],
  more: ["vocabularies", "customer-conditions", "customer-views"],
});
