import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchema } from "graphql";
import { buildSchema, defaultFieldResolver, isAbstractType, isIntrospectionType, isObjectType, parse } from "graphql";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import type { Store } from "./store.ts";
import type { EngineContext, EngineSubgraph, Resolver } from "./subgraph.ts";
import { accounts } from "./subgraphs/accounts.ts";
import { catalog, productOf } from "./subgraphs/catalog.ts";
import { pricing } from "./subgraphs/pricing.ts";
import { reviews } from "./subgraphs/reviews.ts";
import { shipping } from "./subgraphs/shipping.ts";
import { stock } from "./subgraphs/stock.ts";

export const SUBGRAPHS: readonly EngineSubgraph[] = [catalog, stock, pricing, shipping, reviews, accounts];

export const { supergraphSdl, apiSdl } = composeSupergraph(
  SUBGRAPHS.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` })),
);

/**
 * Fields that the plan depends on, or that several subgraphs resolve: a fault there means different
 * things to a plan and to a single schema.
 */
const NEVER_AT_FAULT =
  /^Product\.(id|sku|region|weight|dimensions|price|internal)$|^Maker\.country$|^Featured\.|^Query\.featured$|^User\.username$|^Mutation\./;

/** Whether a fault in the field affects only that field. */
export const mayFail = (coordinate: string): boolean => !NEVER_AT_FAULT.test(coordinate) && !/\.__/.test(coordinate);

const keyOf = (type: string, parent: Parameters<Resolver>[0], { store }: EngineContext): string =>
  type === "Product" ? (productOf(store, parent)?.id ?? "") : (parent?.id ?? parent?.code ?? "");

/** Lets a test make a field fail, for the same objects in the subgraph and in the merged schema. */
const faulty = (type: string, field: string, resolve: Resolver): Resolver => {
  const coordinate = `${type}.${field}`;
  if (!mayFail(coordinate)) return resolve;
  return (parent, args, context) => {
    context.fault(coordinate, keyOf(type, parent, context));
    return resolve(parent, args, context);
  };
};

const withFaults = (resolvers: EngineSubgraph["resolvers"]) =>
  Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => [
      type,
      Object.fromEntries(Object.entries(fields).map(([field, resolve]) => [field, faulty(type, field, resolve)])),
    ]),
  );

/** Coordinates of the fields that only one subgraph resolves. */
export const coordinatesOf = (name: string): ReadonlySet<string> => {
  const { resolvers = {} } = SUBGRAPHS.find((each) => each.name === name) ?? {};
  return new Set(
    Object.entries(resolvers).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`)),
  );
};

/** Each subgraph as an executable schema. */
export const subgraphSchemas = new Map<string, GraphQLSchema>(
  SUBGRAPHS.map(({ name, sdl, resolvers }) => [
    name,
    buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: withFaults(resolvers) as never }),
  ]),
);

/**
 * For the merged schema, where nothing is fetched for `@requires`: reads the required fields from
 * the store.
 */
const requiring =
  (resolve: Resolver, inputs: (parent: object, store: Store) => object): Resolver =>
  (parent, args, context) =>
    resolve({ ...parent, ...inputs(parent, context.store) }, args, context);

const productInputs = (key: object, store: Store) => {
  const { weight = null, width, height } = productOf(store, key) ?? {};
  return { weight, dimensions: { width, height } };
};

const makerInputs = (key: object, store: Store) => ({
  country: store.makers.find(({ id }) => id === (key as { id: string }).id)?.country,
});

const REQUIRING = {
  "Product.shippingCost": productInputs,
  "Product.isHeavy": productInputs,
  "Maker.isFar": makerInputs,
};

const mergedResolvers = () => {
  const merged: Record<string, Record<string, Resolver>> = {};
  for (const { resolvers } of [stock, pricing, shipping, reviews, accounts, catalog]) {
    for (const [type, fields] of Object.entries(withFaults(resolvers))) {
      for (const target of type === "Media" ? ["Book", "Film"] : [type])
        merged[target] = { ...merged[target], ...fields };
    }
  }
  for (const [coordinate, inputs] of Object.entries(REQUIRING)) {
    const [type = "", field = ""] = coordinate.split(".");
    const fields = merged[type];
    if (fields?.[field]) fields[field] = requiring(fields[field], inputs);
  }
  return merged;
};

/**
 * The same resolvers on one schema, without federation. The gateway must return what graphql-js
 * returns for it.
 */
export const mergedSchema = (): GraphQLSchema => {
  const schema = buildSchema(apiSdl);
  const resolvers = mergedResolvers();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        field.resolve = resolvers[type.name]?.[field.name] ?? defaultFieldResolver;
    } else if (isAbstractType(type)) {
      type.resolveType = (value: { id: string; __typename: string }, { store }: EngineContext) =>
        value.__typename === "Media" ? store.media.find(({ id }) => id === value.id)?.__typename : value.__typename;
    }
  }
  return schema;
};
