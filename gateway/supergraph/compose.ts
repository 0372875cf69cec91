import { type CompositionResult, composeSchemaContract, composeServices } from "@theguild/federation-composition";
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

const settle = (composed: CompositionResult): Composition => {
  if (composed.errors) throw new Error(`The subgraphs do not compose:\n${listed(composed.errors)}`);
  return { supergraphSdl: composed.supergraphSdl, apiSdl: composed.publicSdl };
};

/** Composes subgraphs into one supergraph, or throws one error that lists every reason why they do not compose. */
export const composeSupergraph = (subgraphs: readonly SubgraphSource[]): Composition =>
  settle(composeServices(subgraphs.map(parseSource)));

/** A supergraph in which whatever has a tag of `excluded` is `@inaccessible`, and so is what only that would reach. */
export const composeContract = (subgraphs: readonly SubgraphSource[], excluded: readonly string[]): Composition =>
  settle(composeSchemaContract(subgraphs.map(parseSource), { include: new Set(), exclude: new Set(excluded) }));
