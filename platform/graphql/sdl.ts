import { readFileSync } from "node:fs";
import { buildASTSchema, isScalarType, Kind, parse, print } from "graphql";
import { projectFile } from "../project.ts";

const textOf = (file: string): string => readFileSync(projectFile("schema", `${file}.graphql`), "utf8");

const enumsOf = (subgraph: string): string =>
  parse(textOf(subgraph))
    .definitions.filter(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION)
    .map(print)
    .join("\n\n");

interface SdlParts {
  readonly enumsFrom?: readonly string[];
  readonly more?: readonly string[];
}

/**
 * The SDL of a subgraph: the shared part and its own, and that of the files `more`. `enumsFrom` adds the enums of other subgraphs, because an enum
 * used as input and output must be the same in every subgraph, and is written once, by its owner.
 */
export const readSdl = (subgraph: string, { enumsFrom = [], more = [] }: SdlParts = {}): string =>
  [textOf("shared"), ...enumsFrom.map(enumsOf), textOf(subgraph), ...more.map(textOf)].join("\n\n");

/**
 * The graph's scalars with the URLs of their specifications, as in `@specifiedBy`: that distinguishes them from others
 * of the same name.
 */
export const readScalarSpecifications = (): ReadonlyMap<string, string> => {
  const definitions = parse(textOf("shared")).definitions.filter(({ kind }) => kind === Kind.SCALAR_TYPE_DEFINITION);
  const types = Object.values(buildASTSchema({ kind: Kind.DOCUMENT, definitions }).getTypeMap());
  return new Map(
    types.flatMap((type) =>
      isScalarType(type) && type.specifiedByURL ? [[type.name, type.specifiedByURL] as const] : [],
    ),
  );
};
