import { randomUUID } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import { execute, parse, validate } from "graphql";
import type { GatewayContext } from "../../../gateway/request/context.ts";
import type { GatewayOptions } from "../../../gateway/request/graph-gateway.ts";
import { createGateway } from "../../../gateway/request/graph-gateway.ts";
import { inProcess } from "../../../gateway/transport/in-process.ts";
import type { Transport } from "../../../gateway/transport/transport.ts";
import { mergedSchema, subgraphSchemas, supergraphSdl } from "./graph.ts";
import type { Store } from "./store.ts";
import { createStore } from "./store.ts";
import type { EngineContext } from "./subgraph.ts";

/**
 * A client request to the engine's test graph; the context passes the store and the faults on to
 * the subgraphs.
 */
export interface EngineRequest extends GatewayContext, EngineContext {}

const VIEWER = { subject: "test", tenantId: "t", workspaceIds: [], workspaceId: null, scopes: new Set<never>() };

export const requestOf = (
  store: Store = createStore(),
  fault: EngineContext["fault"] = () => {},
  signal?: AbortSignal,
): EngineRequest => ({ viewer: VIEWER, authorization: undefined, requestId: randomUUID(), signal, store, fault });

export const subgraphTransport = (name: string, jit = true): Transport =>
  inProcess({
    name,
    schema: subgraphSchemas.get(name) as GraphQLSchema,
    createContext: (context) => context,
    jit,
  });

export const createTestGateway = (options: Partial<GatewayOptions> = {}) =>
  createGateway({ supergraphSdl, transports: (name) => subgraphTransport(name), ...options });

const merged = mergedSchema();

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own data.
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** A response as clients see it: plain data, and only the documented parts of errors. */
export const asJson = (result: unknown): Answer => JSON.parse(JSON.stringify(result));

/** What graphql-js returns for the same operation on the merged schema. */
export const expected = (text: string, variables: Record<string, unknown> = {}, request = requestOf()) =>
  asJson(execute({ schema: merged, document: parse(text), variableValues: variables, contextValue: request }));

/** Parses and validates an operation. Throws if it is invalid, which is a mistake in the test. */
export const parsed = (text: string) => {
  const document = parse(text);
  const errors = validate(merged, document);
  if (errors.length > 0)
    throw new Error(`The test's operation is not valid: ${errors.map(({ message }) => message).join("; ")}`);
  return document;
};
