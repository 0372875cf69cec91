import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { execute, parse } from "graphql";
import { Lru } from "../../platform/lru.ts";
import type { GatewayContext } from "../request/context.ts";
import type { CompiledQuery } from "./jit.ts";
import { createQueryCompiler } from "./jit.ts";
import { epochOf, nextEpoch } from "./request-epoch.ts";
import type { Send, SubgraphOperation, SubgraphResponse, Transport } from "./transport.ts";

export interface InProcessSubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Called once per request and again after each of its writes, so that loaders batch but never return stale rows. */
  createContext(context: GatewayContext): object;
  /** Compile repeated queries with graphql-jit. On by default. */
  readonly jit?: boolean;
}

const OPERATIONS_KEPT = 2_000;

/** Compiling costs as much as a few runs: an operation is compiled once it has been seen this often. */
const WORTH_COMPILING = 3;

/** A subgraph's document with its compiled form, shared by all plans that send it. */
interface Prepared {
  readonly document: DocumentNode;
  compiled: CompiledQuery | undefined;
  runs: number;
}

/** The transport of a subgraph in this process: no HTTP, no JSON, no parsing per request. */
export const inProcess = ({ schema, createContext, jit = true }: InProcessSubgraph): Transport => {
  const compile = jit ? createQueryCompiler(schema) : undefined;
  const operations = new Lru<string, Prepared>(OPERATIONS_KEPT);
  const contexts = new WeakMap<GatewayContext, { readonly epoch: number; readonly subgraph: object }>();

  const subgraphContext = (context: GatewayContext): object => {
    const epoch = epochOf(context);
    const known = contexts.get(context);
    if (known?.epoch === epoch) return known.subgraph;
    const subgraph = createContext(context);
    contexts.set(context, { epoch, subgraph });
    return subgraph;
  };

  const preparedFor = (text: string): Prepared => {
    const known = operations.get(text);
    if (known) return known;
    const prepared = { document: parse(text, { noLocation: true }), compiled: undefined, runs: 0 };
    operations.set(text, prepared);
    return prepared;
  };

  const write = async (document: DocumentNode, variableValues: Record<string, unknown>, context: GatewayContext) => {
    try {
      return await execute({ schema, document, variableValues, contextValue: subgraphContext(context) });
    } finally {
      nextEpoch(context);
    }
  };

  const read = (prepared: Prepared, text: string): Send => {
    const interpret = (variableValues: Record<string, unknown>, contextValue: object) =>
      execute({ schema, document: prepared.document, variableValues, contextValue });
    return (variables, context) => {
      const subgraph = subgraphContext(context);
      if (++prepared.runs === WORTH_COMPILING) prepared.compiled = compile?.(prepared.document, text);
      const extracted = prepared.compiled?.variables(variables);
      if (!prepared.compiled || !extracted) return interpret(variables, subgraph);
      const orInterpret = (result: ExecutionResult | undefined): SubgraphResponse | Promise<SubgraphResponse> => {
        if (result) return result;
        prepared.compiled = undefined;
        return interpret(variables, subgraph);
      };
      const result = prepared.compiled.run(extracted, subgraph);
      return result instanceof Promise ? result.then(orInterpret) : orInterpret(result);
    };
  };

  return {
    prepare: ({ text, kind }: SubgraphOperation) => {
      const prepared = preparedFor(text);
      return kind === "mutation"
        ? (variables, context) => write(prepared.document, variables, context)
        : read(prepared, text);
    },
  };
};
