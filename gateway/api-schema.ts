import type { ConstDirectiveNode, ConstValueNode, DefinitionNode, DocumentNode, NamedTypeNode } from "graphql";
import { Kind, visit } from "graphql";

const text = (value: ConstValueNode | undefined) => (value?.kind === Kind.STRING ? value.value : undefined);

const argument = (directive: ConstDirectiveNode, name: string) =>
  directive.arguments?.find((each) => each.name.value === name)?.value;

/** `https://specs.apollo.dev/join/v0.5` is the specification `join`. */
const specification = (url: string) => url.replace(/\/v\d+\.\d+$/, "").replace(/^.*\//, "");

const importedNames = (value: ConstValueNode | undefined): string[] =>
  value?.kind !== Kind.LIST
    ? []
    : value.values.flatMap((each) => {
        if (each.kind === Kind.STRING) return [each.value];
        if (each.kind !== Kind.OBJECT) return [];
        const field = (name: string) => text(each.fields.find((entry) => entry.name.value === name)?.value);
        return field("as") ?? field("name") ?? [];
      });

/** Tells which names are machinery: of a specification the supergraph links, or imported from one. Directives begin with `@`. */
const machineryOf = (supergraph: DocumentNode) => {
  const namespaces = new Set(["link", "join", "inaccessible", "tag", "core"]);
  const imported = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const url = text(argument(directive, "url")) ?? text(argument(directive, "feature"));
      if (!url) continue;
      namespaces.add(text(argument(directive, "as")) ?? specification(url));
      for (const name of importedNames(argument(directive, "import"))) imported.add(name);
    }
  }
  const isNamespaced = (name: string) => namespaces.has(name.replace(/__.*$/, ""));
  return (name: string) =>
    imported.has(name) ||
    (name.startsWith("@") ? isNamespaced(name.slice(1)) : name.includes("__") && isNamespaced(name));
};

const PUBLIC_DIRECTIVES = new Set(["deprecated", "specifiedBy", "oneOf"]);
const EXECUTABLE =
  /^(QUERY|MUTATION|SUBSCRIPTION|FIELD|FRAGMENT_DEFINITION|FRAGMENT_SPREAD|INLINE_FRAGMENT|VARIABLE_DEFINITION)$/;

const isHidden = (node: { readonly directives?: readonly ConstDirectiveNode[] }) =>
  node.directives?.some((directive) => directive.name.value === "inaccessible") ?? false;

/** The schema that clients see, cut out of a supergraph: without federation machinery and without anything `@inaccessible`. */
export const apiDocument = (supergraph: DocumentNode): DocumentNode => {
  const isMachinery = machineryOf(supergraph);
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
