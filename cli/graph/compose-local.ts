import {
  type Composition,
  composeContract,
  composeSupergraph,
  type SubgraphSource,
} from "../../gateway/supergraph/compose.ts";
import { Explained } from "../../platform/process/explained.ts";
import { FIRST_PORT } from "./local-ports.ts";

type Sdls = Readonly<Record<string, string>>;

const local = (sdlByName: Sdls): readonly SubgraphSource[] =>
  Object.entries(sdlByName).map(([name, sdl], index) => ({
    name,
    url: `http://localhost:${FIRST_PORT + index}/graphql`,
    sdl,
  }));

const explained = (compose: () => Composition): Composition => {
  try {
    return compose();
  } catch (error) {
    throw new Explained((error as Error).message);
  }
};

/** Composes subgraphs, each at its address on the local machine. */
export const composeLocal = (sdlByName: Sdls): Composition => explained(() => composeSupergraph(local(sdlByName)));

/** The same without what is tagged `internal`: the contract for clients outside the business. */
export const composePublic = (sdlByName: Sdls): Composition =>
  explained(() => composeContract(local(sdlByName), ["internal"]));
