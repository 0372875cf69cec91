import { composeServices } from "@theguild/federation-composition";
import { type GraphQLError, parse } from "graphql";

/** A subgraph as composition sees it. `url` is its address for gateways in other processes. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composition {
  /** The supergraph, for any federation gateway. */
  readonly supergraphSdl: string;
  /** What clients see: no federation machinery, nothing `@inaccessible`. */
  readonly apiSdl: string;
}

const parseSource = ({ name, url, sdl }: SubgraphSource) => {
  try {
    return { name, url, typeDefs: parse(sdl) };
  } catch (error) {
    throw new Error(`The SDL of the subgraph "${name}" does not parse: ${(error as GraphQLError).message}`);
  }
};

const listed = (errors: readonly GraphQLError[]) =>
  errors.map(({ message, extensions }) => `  - ${message}${extensions.code ? ` (${extensions.code})` : ""}`).join("\n");

/** Composes subgraphs into one supergraph, or throws one error that lists every reason why they do not compose. */
export const composeSupergraph = (subgraphs: readonly SubgraphSource[]): Composition => {
  const composed = composeServices(subgraphs.map(parseSource));
  if (composed.errors) throw new Error(`The subgraphs do not compose:\n${listed(composed.errors)}`);
  return { supergraphSdl: composed.supergraphSdl, apiSdl: composed.publicSdl };
};
