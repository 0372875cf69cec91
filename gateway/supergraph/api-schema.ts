import type { ConstDirectiveNode, DefinitionNode, DocumentNode, NamedTypeNode } from "graphql";
import { Kind, visit } from "graphql";
import type { Link } from "./links.ts";
import { directiveNames, linksOf } from "./links.ts";

/**
 * Whether a name belongs to a specification that the supergraph links, or is imported from one. Directives begin with
 * `@`.
 */
const machineryOf = (links: readonly Link[]) => {
  const namespaces = new Set(["link", "join", "inaccessible", "tag", "core", ...links.map((each) => each.namespace)]);
  const imported = new Set(links.flatMap(({ imports }) => [...imports.values()]));
  const isNamespaced = (name: string) => namespaces.has(name.replace(/__.*$/, ""));
  return (name: string) =>
    imported.has(name) ||
    (name.startsWith("@") ? isNamespaced(name.slice(1)) : name.includes("__") && isNamespaced(name));
};

const PUBLIC_DIRECTIVES = new Set(["deprecated", "specifiedBy", "oneOf"]);
const EXECUTABLE =
  /^(QUERY|MUTATION|SUBSCRIPTION|FIELD|FRAGMENT_DEFINITION|FRAGMENT_SPREAD|INLINE_FRAGMENT|VARIABLE_DEFINITION)$/;

type Hides = (node: { readonly directives?: readonly ConstDirectiveNode[] }) => boolean;

/** Whether something is `@inaccessible`, whatever the supergraph names that directive. */
const hidingOf = (links: readonly Link[]): Hides => {
  const names = new Set(["inaccessible", ...directiveNames(links, "inaccessible")]);
  return ({ directives = [] }) => directives.some(({ name }) => names.has(name.value));
};

/** The schema that clients see, derived from a supergraph: no federation machinery and nothing `@inaccessible`. */
export const apiDocument = (supergraph: DocumentNode): DocumentNode => {
  const links = linksOf(supergraph);
  const isMachinery = machineryOf(links);
  const isHidden = hidingOf(links);
  const isGone = (definition: DefinitionNode) => {
    if (!("name" in definition) || !definition.name) return false;
    const { value } = definition.name;
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) return isHidden(definition as object) || isMachinery(value);
    return isMachinery(`@${value}`) || !definition.locations.some(({ value: location }) => EXECUTABLE.test(location));
  };
  const definitions = supergraph.definitions.filter((definition) => !isGone(definition));
  const gone = new Set(supergraph.definitions.filter(isGone).map((each) => ("name" in each ? each.name?.value : "")));
  const kept = (types: readonly NamedTypeNode[] | undefined) => types?.filter(({ name }) => !gone.has(name.value));
  const unlessHidden = { enter: (node: object) => (isHidden(node) ? null : undefined) };

  return visit({ kind: Kind.DOCUMENT, definitions } as DocumentNode, {
    FieldDefinition: unlessHidden,
    InputValueDefinition: unlessHidden,
    EnumValueDefinition: unlessHidden,
    ObjectTypeDefinition: { leave: (node) => ({ ...node, interfaces: kept(node.interfaces) }) },
    InterfaceTypeDefinition: { leave: (node) => ({ ...node, interfaces: kept(node.interfaces) }) },
    UnionTypeDefinition: { leave: (node) => ({ ...node, types: kept(node.types) }) },
    Directive: (node) => (PUBLIC_DIRECTIVES.has(node.name.value) ? undefined : null),
  });
};
