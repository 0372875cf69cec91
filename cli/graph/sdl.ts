import { readSdl } from "../../platform/graphql/sdl.ts";
import { sdl as directory } from "../../subgraphs/directory/sdl.ts";

/** The SDL of the five subgraphs, in the order in which they are composed. */
export const SDL = {
  identity: readSdl("identity"),
  commercial: readSdl("commercial"),
  finance: readSdl("finance"),
  contacts: readSdl("contacts"),
  directory,
};
