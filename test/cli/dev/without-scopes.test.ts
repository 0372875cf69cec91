import { createRequire } from "node:module";
import { parse } from "graphql";
import { composeGraph } from "../../../cli/dev/composition.ts";
import { withoutScopes } from "../../../cli/dev/without-scopes.ts";
import { linksOf } from "../../../gateway/supergraph/links.ts";
import { readSupergraph } from "../../../gateway/supergraph.ts";

interface Internals {
  readonly DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES: ReadonlySet<string>;
  readonly Supergraph: {
    build(sdl: string, options: object): { subgraphs(): { names(): string[] } };
  };
}

/** The internals with which `@apollo/gateway` reads a supergraph. */
const { Supergraph, DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES: supportedFeatures } = createRequire(
  createRequire(import.meta.url).resolve("@apollo/subgraph"),
)("@apollo/federation-internals") as Internals;

const { supergraphSdl } = composeGraph();
const sdl = withoutScopes(supergraphSdl);

const namesIn = (text: string): string[] =>
  Supergraph.build(text, { supportedFeatures, validateSupergraph: true }).subgraphs().names();

describe("npm run compose -- --without-scopes", () => {
  it("writes a supergraph that Apollo's gateway accepts, while it refuses the full one", () => {
    expect(() => namesIn(supergraphSdl)).toThrow(/requiresScopes\/v0\.1 is for: SECURITY but is unsupported/);
    expect(namesIn(sdl).sort()).toEqual(["commercial", "contacts", "directory", "finance", "identity"]);
  });

  it("mentions no scopes, and needs nothing for SECURITY except what hides fields", () => {
    const forSecurity = linksOf(parse(sdl)).filter(({ purpose }) => purpose === "SECURITY");

    expect(sdl).not.toMatch(/requiresScopes/i);
    expect(forSecurity.map(({ identity }) => identity)).toEqual(["https://specs.apollo.dev/inaccessible"]);
  });

  it("leaves the API schema and the subgraphs unchanged", () => {
    const [whole, without] = [supergraphSdl, sdl].map(readSupergraph);

    expect(without?.apiSdl).toBe(whole?.apiSdl);
    expect(without?.services).toEqual(whole?.services);
    expect([whole?.demands.isEmpty, without?.demands.isEmpty]).toEqual([false, true]);
  });
});
