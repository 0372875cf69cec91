import type { GraphQLSchema } from "graphql";
import { isAbstractType, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo } from "graphql";

const LINK = '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)';

const [demand] = parse('type T @requiresScopes(scopes: [["held by nobody"]])').definitions.flatMap((each) =>
  each.kind === Kind.OBJECT_TYPE_DEFINITION ? (each.directives ?? []) : [],
);

/** A supergraph in which nobody has the scopes for these fields. */
export const protectedSupergraph = (supergraphSdl: string, coordinates: ReadonlySet<string>): string => {
  let parent = "";
  const entering = ({ name }: { readonly name: { readonly value: string } }) => {
    parent = name.value;
  };
  const document = visit(parse(supergraphSdl), {
    ObjectTypeDefinition: entering,
    InterfaceTypeDefinition: entering,
    FieldDefinition: (node) =>
      demand && coordinates.has(`${parent}.${node.name.value}`)
        ? { ...node, directives: [...(node.directives ?? []), demand] }
        : undefined,
  });
  return print(document).replace("schema ", `schema ${LINK} `);
};

/** Coordinates of the fields that a subgraph operation selects, for every possible type of their parent. */
export const askedCoordinates = (schema: GraphQLSchema, text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    parse(text),
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (!parent) return;
        const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
        for (const each of possible) found.add(`${each.name}.${name.value}`);
      },
    }),
  );
  return found;
};
