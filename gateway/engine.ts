import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { GraphQLError, isAbstractType } from "graphql";
import { createAuthorization } from "./authorization/authorization.ts";
import type { Executable } from "./compile/executable.ts";
import { createCompiler } from "./compile/executable.ts";
import type { Variables } from "./compile/variables.ts";
import { coerceVariables } from "./compile/variables.ts";
import type { Report } from "./execute/checked-response.ts";
import { createResponseReader } from "./execute/read-response.ts";
import type { CachedOperation } from "./operations/cache.ts";
import { createOperationCache } from "./operations/cache.ts";
import { type Planner, startPlanner } from "./planner/planner.ts";
import { createUnplannable } from "./planner/unplannable.ts";
import type { GatewayContext } from "./request/context.ts";
import { readSupergraph } from "./supergraph.ts";
import type { Transport } from "./transport/transport.ts";

export interface GatewayRequest {
  /** Already validated against the API schema. */
  readonly document: DocumentNode;
  /** The operation meant: limits and checks concerned this one. */
  readonly operation: OperationDefinitionNode;
  readonly variables?: Variables | null;
  readonly context: GatewayContext;
}

export interface EngineOptions {
  readonly supergraphSdl: string;
  /** The transport of a subgraph, by its name and the address in the supergraph. */
  readonly transports: (name: string, url: string) => Transport;
  /** The codes whose subgraph errors may be passed on with their messages. */
  readonly errorCodes: Iterable<string>;
  /** Number of operations kept compiled. */
  readonly cacheSize: number;
  /** Up to this many `@skip`/`@include` variables, each combination of values is compiled separately. */
  readonly maxConditions: number;
  /** Time limit in milliseconds for planning one operation. */
  readonly planTimeLimit: number;
  /** A planner of this supergraph that was started earlier. */
  readonly planner?: Planner;
  /**
   * Receives every full error of a subgraph, and the gateway's own under the name "gateway", with the request's id: for
   * the log.
   */
  readonly report: Report;
}

export interface EngineStatistics {
  readonly operations: {
    readonly hits: number;
    readonly misses: number;
    readonly size: number;
    readonly evicted: number;
  };
  /** Milliseconds from a client's operation to functions, planning included. */
  readonly compiled: { readonly count: number; readonly milliseconds: number; readonly slowest: number };
  /** Responses completed by generated code, and by graphql-js because something was irregular or failed. */
  readonly completed: { readonly fast: number; readonly reference: number };
}

/** Everything that depends on one supergraph. It is replaced as a whole, never changed. */
export interface Engine {
  readonly supergraphSdl: string;
  createApiSchema(): GraphQLSchema;
  execute(request: GatewayRequest): Promise<ExecutionResult>;
  /** Compiles variants of an operation ahead of requests: all of them, unless some are given. */
  warm(document: DocumentNode, operation: OperationDefinitionNode, variants?: Iterable<string>): Promise<void>;
  mostUsed(count: number): readonly CachedOperation[];
  statistics(): EngineStatistics;
  /** Stops planning. */
  stop(): void;
}

type Prepared = ExecutionResult | { readonly variables: Variables; readonly run: Executable };

/** A planner with its supergraph loaded; one that cannot load it is stopped. */
const loaded = async (planner: Planner): Promise<void> => {
  try {
    await planner.ready;
  } catch (error) {
    planner.stop();
    throw error;
  }
};

export const createEngine = async (options: EngineOptions): Promise<Engine> => {
  const supergraph = readSupergraph(options.supergraphSdl);
  const planner = options.planner ?? startPlanner(options.supergraphSdl, { timeLimit: options.planTimeLimit });
  /** Completion has its own schema: Apollo Server's plugins wrap the resolvers of the one they are given. */
  const schema = supergraph.createCompletionSchema();
  const completed = { fast: 0, reference: 0 };
  const transports = new Map([...supergraph.services].map(([name, url]) => [name, options.transports(name, url)]));

  const graph = {
    interfaceObjects: supergraph.interfaceObjects,
    prefix: supergraph.prefix,
    responses: createResponseReader(new Set(options.errorCodes), options.report),
    transport: (service: string) => {
      const transport = transports.get(service);
      if (!transport) throw new Error(`The plan asks a service "${service}" that the supergraph does not name.`);
      return transport;
    },
    isAbstract: (typename: unknown) => typeof typename === "string" && isAbstractType(schema.getType(typename)),
    possibleTypes: (name: string) => {
      const type = schema.getType(name);
      return new Set([name, ...(isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [])]);
    },
  };
  const authorization = createAuthorization(schema, supergraph.demands);
  const compile = createCompiler({
    authorization,
    schema,
    apiSchema: supergraph.createApiSchema(),
    planner,
    unplannable: createUnplannable(schema, options.supergraphSdl),
    graph,
    completed,
  });
  const cache = createOperationCache({ size: options.cacheSize, maxConditions: options.maxConditions, compile });

  const refused = (error: unknown, { requestId }: GatewayContext): ExecutionResult => {
    if (error instanceof GraphQLError && error.extensions.code) return { errors: [error] };
    options.report("gateway", error, requestId, 1);
    const message = "The operation could not be planned.";
    const extensions = { code: "INTERNAL_SERVER_ERROR", http: { status: 500 } };
    return { errors: [new GraphQLError(message, { extensions })] };
  };

  const prepared = async ({ document, operation, variables: given, context }: GatewayRequest): Promise<Prepared> => {
    const planned = context.explain?.step("plan");
    const cached = cache.operation(document, operation);
    const { variables, errors } = coerceVariables(schema, cached.operation, given);
    if (errors) return { errors };
    cached.uses++;
    const lacking = authorization.lacking(cached.operation, context.viewer);
    const variant = cache.variant(cached, variables) + lacking;
    const executable = cache.executable(cached, variant);
    context.explain?.planned(!(executable instanceof Promise));
    if (!(executable instanceof Promise)) return { variables, run: executable };
    try {
      const run = await executable;
      planned?.();
      return { variables, run };
    } catch (error) {
      cached.closed = true;
      const closed = cache.variant(cached, variables) + lacking;
      if (closed === variant) throw error;
      return { variables, run: await cache.executable(cached, closed) };
    }
  };

  await loaded(planner);
  return {
    supergraphSdl: options.supergraphSdl,
    createApiSchema: supergraph.createApiSchema,
    execute: async (request) => {
      const ready = await prepared(request).catch((error) => refused(error, request.context));
      return "run" in ready ? ready.run(ready.variables, request.context) : ready;
    },
    warm: async (document, operation, variants) => {
      const cached = cache.operation(document, operation);
      const isOpen = (variant: string) => /^(\n|$)/.test(variant) && cached.operation.conditions.length > 0;
      for (const variant of variants ?? cache.variants(cached)) {
        try {
          await cache.executable(cached, variant);
        } catch (error) {
          if (!isOpen(variant)) throw error;
          cached.closed = true;
        }
      }
    },
    mostUsed: cache.mostUsed,
    statistics: () => ({ ...cache.statistics(), completed: { ...completed } }),
    stop: planner.stop,
  };
};
