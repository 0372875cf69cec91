import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import type { ExecutionResult } from "graphql";
import { DOCUMENT_LIMITS, type DocumentLimits } from "../../platform/config/limits.ts";
import { ERROR_CODES } from "../../platform/graphql/errors.ts";
import { noSuchOperation, onlyOperation } from "../compile/operation.ts";
import type { Engine, EngineOptions, EngineStatistics, GatewayRequest } from "../engine.ts";
import { createEngine } from "../engine.ts";
import { warmUp } from "../operations/warm-up.ts";
import { PLAN_TIME_LIMIT, type Planner } from "../planner/planner.ts";
import { createTransportPool } from "../transport/pool.ts";
import type { TrustedDocuments } from "../trusted-documents/manifest.ts";
import { prepareTrusted } from "../trusted-documents/prepare.ts";
import type { GatewayContext } from "./context.ts";

type GatewayInterface = ApolloServerOptionsWithGateway<GatewayContext>["gateway"];

/** The codes of subgraphs' errors that reach clients with their messages; the other codes are the gateway's own. */
const SUBGRAPH_ERROR_CODES: readonly string[] = ERROR_CODES.filter((code) =>
  ["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT", "OPERATION_REFUSED"].includes(code),
);

const DEFAULTS = {
  errorCodes: SUBGRAPH_ERROR_CODES,
  cacheSize: 1_000,
  maxConditions: 6,
  planTimeLimit: PLAN_TIME_LIMIT,
  report: () => {},
};

export interface GatewayOptions
  extends Pick<EngineOptions, "supergraphSdl" | "transports">,
    Partial<Omit<EngineOptions, "supergraphSdl" | "transports">> {
  /** Planned on every supergraph before it serves requests; one that does not answer them all is refused. */
  readonly trusted?: TrustedDocuments;
  /** The limits that those must keep to. */
  readonly documentLimits?: DocumentLimits;
}

export interface Gateway extends GatewayInterface {
  /** Runs the only operation of a valid document, unless another is given, without Apollo Server. */
  execute(
    request: Omit<GatewayRequest, "operation"> & Partial<Pick<GatewayRequest, "operation">>,
  ): Promise<ExecutionResult>;
  /**
   * Swaps the supergraph without dropping a request: the new one is read, and the most used operations are planned on
   * it, before it serves requests. One that cannot be used is refused with an error, and the old one stays.
   */
  replaceSupergraph(supergraphSdl: string): Promise<void>;
  /** The supergraph in use. */
  supergraphSdl(): string;
  statistics(): EngineStatistics;
}

type SchemaListener = Parameters<GatewayInterface["onSchemaLoadOrUpdate"]>[0];

/** The graph as Apollo Server's `gateway`: it loads a supergraph, plans and executes. */
export const createGateway = async (given: GatewayOptions): Promise<Gateway> => {
  const pool = createTransportPool(given.transports);
  const { trusted, documentLimits = DOCUMENT_LIMITS } = given;
  const options = { ...DEFAULTS, ...given };
  const cacheSize = Math.max(options.cacheSize, trusted?.size ?? 0);
  const listeners = new Set<SchemaListener>();

  const load = async (supergraphSdl: string, planner?: Planner) => {
    const lease = pool.lease();
    let engine: Engine | undefined;
    try {
      engine = await createEngine({ ...options, cacheSize, supergraphSdl, transports: lease.transport, planner });
      if (trusted) await prepareTrusted(engine, trusted, documentLimits);
      return { engine, lease };
    } catch (error) {
      (engine ?? planner)?.stop();
      await lease.end();
      throw error;
    }
  };
  let current = await load(given.supergraphSdl, given.planner);
  let replacing: Promise<void> = Promise.resolve();

  const announce = (listener: SchemaListener, engine: Engine) =>
    listener({ apiSchema: engine.createApiSchema(), coreSupergraphSdl: engine.supergraphSdl });

  /** Requests that began on one supergraph end on it: its transports stay until the last of them is done. */
  const run = async (request: GatewayRequest): Promise<ExecutionResult> => {
    const { engine, lease } = current;
    const release = lease.hold();
    try {
      return await engine.execute(request);
    } finally {
      release();
    }
  };

  const replace = async (supergraphSdl: string): Promise<void> => {
    const next = await load(supergraphSdl);
    await warmUp(current.engine, next.engine);
    const previous = current;
    current = next;
    for (const listener of listeners) announce(listener, next.engine);
    void previous.lease.end();
  };

  return {
    execute: async ({ operation, ...request }) =>
      run({ ...request, operation: operation ?? onlyOperation(request.document) }),
    supergraphSdl: () => current.engine.supergraphSdl,
    statistics: () => current.engine.statistics(),
    replaceSupergraph: (supergraphSdl) => {
      replacing = replacing.catch(() => {}).then(() => replace(supergraphSdl));
      return replacing;
    },
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    load: async () => {
      for (const listener of listeners) announce(listener, current.engine);
      return {
        // The operation that Apollo Server resolved and checked; its types do not say that there may be none.
        executor: async ({ document, operation, request: { operationName, variables }, context }) =>
          operation
            ? run({ document, operation, variables, context: context as GatewayContext })
            : { errors: [noSuchOperation(document, operationName)] },
      };
    },
    stop: async () => {
      await replacing.catch(() => {});
      await current.lease.end();
      current.engine.stop();
    },
  };
};
