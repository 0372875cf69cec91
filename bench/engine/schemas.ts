import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchema } from "graphql";
import { buildSchema, isObjectType, parse } from "graphql";
import { composeSupergraph } from "../../gateway/supergraph/compose.ts";
import { SUBGRAPHS } from "./graph.ts";

export const subgraphSchema = (name: string): GraphQLSchema => {
  const subgraph = SUBGRAPHS.find((each) => each.name === name);
  if (!subgraph) throw new Error(`There is no subgraph "${name}".`);
  return buildSubgraphSchema({ typeDefs: parse(subgraph.sdl), resolvers: subgraph.resolvers as never });
};

export const compose = (urls: Readonly<Record<string, string>>) =>
  composeSupergraph(SUBGRAPHS.map(({ name, sdl }) => ({ name, sdl, url: urls[name] ?? `http://${name}.invalid` })));

/** The same resolvers on one schema. */
export const monolithSchema = (): GraphQLSchema => {
  const schema = buildSchema(compose({}).apiSdl);
  for (const { resolvers } of SUBGRAPHS) {
    for (const [typeName, fields] of Object.entries(resolvers)) {
      const type = schema.getType(typeName);
      if (!isObjectType(type)) continue;
      for (const [name, resolve] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (field) field.resolve = resolve as never;
      }
    }
  }
  return schema;
};
