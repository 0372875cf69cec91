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

/** A client request of the second supergraph: the context carries the store and the faults to the subgraphs. */
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
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they asked for.
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** An answer as a client reads it: plain data, and of each error what is promised. */
export const asJson = (result: unknown): Answer => JSON.parse(JSON.stringify(result));

/** What graphql-js answers to the same operation over the merged schema. */
export const expected = (text: string, variables: Record<string, unknown> = {}, request = requestOf()) =>
  asJson(execute({ schema: merged, document: parse(text), variableValues: variables, contextValue: request }));

/** Fails on an operation that a client could not send: a mistake of the test. */
export const parsed = (text: string) => {
  const document = parse(text);
  const errors = validate(merged, document);
  if (errors.length > 0)
    throw new Error(`The test's operation is not valid: ${errors.map(({ message }) => message).join("; ")}`);
  return document;
};
