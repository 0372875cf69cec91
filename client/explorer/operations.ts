import { type DefinitionNode, Kind, parse, visit } from "graphql";

const files = import.meta.glob<string>("../operations/*.graphql", { query: "?raw", import: "default", eager: true });
const source = Object.values(files).join("\n");
const { definitions } = parse(source);

/** Source of a definition, including the comment above it. */
const textOf = ({ loc }: DefinitionNode): string => {
  const comment = /(?:#.*\n)+$/.exec(source.slice(0, loc?.start))?.[0] ?? "";
  return comment + source.slice(loc?.start, loc?.end);
};

const named = (kind: Kind, name: string): DefinitionNode | undefined =>
  definitions.find((each) => each.kind === kind && "name" in each && each.name?.value === name);

const fragmentsIn = (definition: DefinitionNode, found = new Map<string, DefinitionNode>()) => {
  visit(definition, {
    enter: (node) => {
      if (node.kind !== Kind.FRAGMENT_SPREAD || found.has(node.name.value)) return;
      const fragment = named(Kind.FRAGMENT_DEFINITION, node.name.value);
      if (!fragment) return;
      found.set(node.name.value, fragment);
      fragmentsIn(fragment, found);
    },
  });
  return found;
};

/** Source of one of the client's operations, followed by the fragments it uses. */
export const operation = (name: string): string => {
  const definition = named(Kind.OPERATION_DEFINITION, name);
  if (!definition) throw new Error(`the client has no operation ${name}`);
  return [definition, ...fragmentsIn(definition).values()].map(textOf).join("\n\n");
};
