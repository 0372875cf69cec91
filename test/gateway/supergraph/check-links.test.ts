import { parse, print } from "graphql";
import { apiDocument } from "../../../gateway/supergraph/api-schema.ts";
import { asJson, createTestGateway, parsed, requestOf } from "../../support/engine/gateway.ts";
import { supergraphSdl } from "../../support/engine/graph.ts";

const APOLLO = "https://specs.apollo.dev";
const linking = (link: string) => supergraphSdl.replace("schema @link", `schema @link(${link}) @link`);
const joinAs = (version: string) => supergraphSdl.replace(/join\/v\d\.\d/, `join/${version}`);

const federationOne = `
  schema @core(feature: "${APOLLO}/core/v0.2") @core(feature: "${APOLLO}/join/v0.1", for: EXECUTION) { query: Query }
  type Query { a: Int @join__field(graph: A) }
  enum join__Graph { A @join__graph(name: "a", url: "http://a.invalid/") }`;

const refused = [
  [
    "@policy",
    linking(`url: "${APOLLO}/policy/v0.1", for: SECURITY`),
    /policy\/v0\.1: .*does not evaluate @policy: protect/,
  ],
  ["@policy that is not said to be for anything", linking(`url: "${APOLLO}/policy/v0.1"`), /@policy/],
  ["@fromContext", linking(`url: "${APOLLO}/context/v0.1", for: SECURITY`), /context\/v0\.1: .*@fromContext: pass/],
  [
    "connectors",
    linking(`url: "${APOLLO}/connect/v0.2", for: EXECUTION`),
    /connect\/v0\.2: .*Connectors: put a subgraph/,
  ],
  [
    "a specification for SECURITY that is not known",
    linking('url: "https://example.com/unheard/v1.0", for: SECURITY'),
    /example\.com\/unheard\/v1\.0: .* for SECURITY/,
  ],
  [
    "a specification for EXECUTION that is not known",
    linking('url: "https://example.com/unheard/v1.0", for: EXECUTION'),
    /example\.com\/unheard\/v1\.0: .* for EXECUTION/,
  ],
  [
    "a namesake of a known specification",
    linking('url: "https://example.com/requiresScopes/v0.1", for: SECURITY'),
    /example\.com\/requiresScopes/,
  ],
  [
    "a version of @requiresScopes that is not known",
    linking(`url: "${APOLLO}/requiresScopes/v0.2"`),
    /knows requiresScopes v0\.1: compose/,
  ],
  ["a version of join that is not known", joinAs("v0.9"), /join\/v0\.9: this gateway knows join v0\.2, /],
  ["Federation 1", federationOne, /Federation 1: compose the same subgraphs with Federation 2/],
  ["Federation 1 with links", joinAs("v0.1"), /Federation 1/],
] as const;

describe("A supergraph that needs what the gateway does not do", () => {
  it.each(refused)("is refused with the specification and what to do: %s", async (_, sdl, message) => {
    await expect(createTestGateway({ supergraphSdl: sdl })).rejects.toThrow(message);
  });

  it("is refused with all reasons at once", async () => {
    const sdl = linking(`url: "${APOLLO}/policy/v0.1") @link(url: "${APOLLO}/context/v0.1"`);

    await expect(createTestGateway({ supergraphSdl: sdl })).rejects.toThrow(/policy[\s\S]*context/);
  });

  it("does not replace one that is in use", async () => {
    const gateway = await createTestGateway();

    await expect(gateway.replaceSupergraph(refused[0][1])).rejects.toThrow("@policy");

    const document = parsed("{ products { name } }");
    const { data } = asJson(await gateway.execute({ document, context: requestOf() }));
    expect(data.products[0].name).toBe("Product 0");
  });
});

describe("A supergraph with other, irrelevant specifications", () => {
  it("is accepted", async () => {
    const sdl = linking('url: "https://example.com/unheard/v1.0", import: ["@unheard"]');

    const gateway = await createTestGateway({ supergraphSdl: sdl });

    expect(gateway.supergraphSdl()).toBe(sdl);
  });

  it("also hides what is @inaccessible under another name", () => {
    const inaccessible = `url: "${APOLLO}/inaccessible/v0.2", for: SECURITY`;
    const sdl = supergraphSdl
      .replace(inaccessible, `${inaccessible}, as: "hidden"`)
      .replace(/(?<!directive )@inaccessible/g, "@hidden");

    const [before, after] = [supergraphSdl, sdl].map((each) => print(apiDocument(parse(each))));

    expect(sdl).toContain("internal: String @join__field(graph: CATALOG) @hidden");
    expect(after).toBe(before);
  });
});
