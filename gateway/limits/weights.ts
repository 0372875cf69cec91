import type {
  ConstDirectiveNode,
  ConstValueNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
} from "graphql";
import { Kind, parse, valueFromASTUntyped } from "graphql";

/** The length of a field's list, or of the lists directly below it. */
export interface ListSize {
  /** The length if no argument gives it. */
  readonly assumedSize: number | undefined;
  /** Arguments that give the length, those in an input object with a dot: `page.first`. */
  readonly slicingArguments: readonly string[];
  /** The subfields whose lists are meant, instead of the field itself. */
  readonly sizedFields: ReadonlySet<string> | undefined;
  readonly requireOneSlicingArgument: boolean;
}

/** A schema's weights by coordinate: `Customer`, `Query.customers`, `Query.customers(first:)`, `Page.first`. */
export interface Weights {
  readonly costs: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, ListSize>;
}

type Values = Readonly<Record<string, unknown>>;

const valuesOf = ({ arguments: given = [] }: ConstDirectiveNode): Values =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value as ConstValueNode)]));

const SPECIFICATION = /^https:\/\/specs\.apollo\.dev\/cost\/v\d+\.\d+$/;

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** The names of `@cost` and `@listSize` in a supergraph, from its links. */
const namesIn = ({ definitions }: DocumentNode): { readonly cost: string; readonly listSize: string } => {
  const links = definitions
    .filter((each) => each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(({ directives = [] }) => directives.filter(({ name }) => name.value === "link").map(valuesOf));
  const link = links.find(({ url }) => SPECIFICATION.test(String(url)));
  const space = typeof link?.as === "string" ? link.as : "cost";
  const imported = new Map([["@cost", `@${space}`]]);
  for (const each of Array.isArray(link?.import) ? link.import : []) {
    if (typeof each === "string") imported.set(each, each);
    if (isValues(each)) imported.set(String(each.name), String(each.as ?? each.name));
  }
  const nameOf = (name: string) => (imported.get(name) ?? `@${space}__${name.slice(1)}`).slice(1);
  return { cost: nameOf("@cost"), listSize: nameOf("@listSize") };
};

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const listSizeOf = (values: Values): ListSize => ({
  assumedSize: values.assumedSize == null ? undefined : Number(values.assumedSize),
  slicingArguments: strings(values.slicingArguments),
  sizedFields: Array.isArray(values.sizedFields) ? new Set(strings(values.sizedFields)) : undefined,
  requireOneSlicingArgument: values.requireOneSlicingArgument !== false && strings(values.slicingArguments).length > 0,
});

/** Reads the weights from a supergraph. Without any, every object costs 1. */
export const readWeights = (supergraphSdl: string): Weights => {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = namesIn(document);
  const costs = new Map<string, number>();
  const sizes = new Map<string, ListSize>();

  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      // IBM's specification writes the weight as a string, Apollo's as a number.
      if (directive.name.value === names.cost) costs.set(coordinate, Number(valuesOf(directive).weight));
      if (directive.name.value === names.listSize) sizes.set(coordinate, listSizeOf(valuesOf(directive)));
    }
  };
  const readPart = (type: string, part: FieldDefinitionNode | InputValueDefinitionNode): void => {
    const coordinate = `${type}.${part.name.value}`;
    read(coordinate, part.directives);
    if (part.kind !== Kind.FIELD_DEFINITION) return;
    for (const argument of part.arguments ?? []) read(`${coordinate}(${argument.name.value}:)`, argument.directives);
  };

  for (const each of document.definitions) {
    if (!("name" in each) || !each.name || each.kind === Kind.DIRECTIVE_DEFINITION) continue;
    if ("directives" in each) read(each.name.value, each.directives as readonly ConstDirectiveNode[]);
    if ("fields" in each) for (const part of each.fields ?? []) readPart(each.name.value, part);
  }
  return { costs, sizes };
};
