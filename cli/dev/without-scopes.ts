import { parse, print, type SchemaDefinitionNode, type SchemaExtensionNode, visit } from "graphql";
import { directiveNames, linkOf, linksOf } from "../../gateway/supergraph/links.ts";

const SPECIFICATIONS = ["authenticated", "requiresScopes"];
const URLS = SPECIFICATIONS.map((each) => `https://specs.apollo.dev/${each}`);

/** A supergraph for routers that refuse `@requiresScopes`: the same graph, with scopes left to its subgraphs. */
export const withoutScopes = (supergraphSdl: string): string => {
  const document = parse(supergraphSdl, { noLocation: true });
  const links = linksOf(document);
  const names = new Set(SPECIFICATIONS.flatMap((each) => [...directiveNames(links, each)]));
  const namespaces = links.filter(({ identity }) => URLS.includes(identity)).map(({ namespace }) => `${namespace}__`);
  const unlinked = <Node extends SchemaDefinitionNode | SchemaExtensionNode>(node: Node): Node => ({
    ...node,
    directives: node.directives?.filter((each) => !linkOf(each).some(({ identity }) => URLS.includes(identity))),
  });

  return print(
    visit(document, {
      SchemaDefinition: unlinked,
      SchemaExtension: unlinked,
      DirectiveDefinition: ({ name }) => (names.has(name.value) ? null : undefined),
      ScalarTypeDefinition: ({ name }) => (namespaces.some((each) => name.value.startsWith(each)) ? null : undefined),
      Directive: ({ name }) => (names.has(name.value) ? null : undefined),
    }),
  );
};
