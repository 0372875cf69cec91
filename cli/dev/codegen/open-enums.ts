import { buildSchema, isEnumType, type NamedTypeNode, parse, print, visit } from "graphql";

const FILE = "./enums.generated.ts";

/** The name of the type of an enum's values in results. */
export const openName = (name: string): string => `Open${name}`;

/** What the operations are generated from, so that enums of results are open and those of inputs are not. */
export interface OpenEnums {
  /** The schema with two scalars instead of each enum: one for results, one for inputs. */
  readonly schema: string;
  /** The types of these scalars. */
  readonly scalars: Readonly<Record<string, string>>;
}

/** The schema `sdl` with open enums in results: a value may be one that was added after the client was generated. */
export const openEnums = (sdl: string): OpenEnums => {
  const names = Object.values(buildSchema(sdl).getTypeMap())
    .filter((type) => isEnumType(type) && !type.name.startsWith("__"))
    .map(({ name }) => name);
  const opened = ({ name, ...node }: NamedTypeNode): NamedTypeNode => ({
    ...node,
    name: names.includes(name.value) ? { ...name, value: openName(name.value) } : name,
  });
  const schema = visit(parse(sdl), {
    EnumTypeDefinition: ({ name }) => parse(`scalar ${name.value}`).definitions[0],
    FieldDefinition: (field) => ({ ...field, type: visit(field.type, { NamedType: opened }) }),
  });
  return {
    schema: [print(schema), ...names.map((name) => `scalar ${openName(name)}`)].join("\n"),
    scalars: Object.fromEntries(
      names.flatMap((name) => [name, openName(name)]).map((name) => [name, `${FILE}#${name}`]),
    ),
  };
};
