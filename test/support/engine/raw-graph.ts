import { parse, validate } from "graphql";
import { createGateway } from "../../../gateway/request/graph-gateway.ts";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import type { SubgraphResponse, Transport } from "../../../gateway/transport/transport.ts";
import { asJson, requestOf } from "./gateway.ts";
import { LINK } from "./subgraph.ts";

/** A subgraph that returns whatever the test says, valid or not. */
export interface RawSubgraph {
  readonly sdl: string;
  /** Called for every fetch with the variables and text of its operation. */
  readonly answer?: (variables: Readonly<Record<string, unknown>>, text: string) => SubgraphResponse;
  readonly transport?: Transport;
}

/** A copy of a response keyed by field name, re-keyed by the operation's aliases. */
const aliased = (text: string, answer: unknown): unknown => {
  const aliases = new Map([...text.matchAll(/(\w+):\s*(\w+)/g)].map(([, alias = "", field]) => [field, alias]));
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map((item) => (typeof item === "string" ? (aliases.get(item) ?? item) : renamed(item)));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [aliases.get(key) ?? key, renamed(inside)]));
  };
  return renamed(answer);
};

/** An error as reported to the log. */
export interface Reported {
  readonly service: string;
  readonly error: unknown;
  readonly count: number;
}

/** Starts a gateway over such subgraphs. */
export const startRawGraph = async (subgraphs: Readonly<Record<string, RawSubgraph>>) => {
  const reported: Reported[] = [];
  const sources = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.invalid`,
    sdl: `${LINK}\n${sdl}`,
  }));
  const transportOf = (name: string): Transport => {
    const { answer = () => ({}), transport } = subgraphs[name] ?? {};
    return (
      transport ?? {
        prepare:
          ({ text }) =>
          (variables) =>
            aliased(text, answer(variables, text)) as SubgraphResponse,
      }
    );
  };
  const gateway = await createGateway({
    supergraphSdl: composeSupergraph(sources).supergraphSdl,
    transports: transportOf,
    report: (service, error, _requestId, count) => void reported.push({ service, error, count }),
  });

  /** The gateway's result before serialization. */
  const execute = async (text: string, variables: Record<string, unknown> = {}) => {
    const document = parse(text);
    let errors: readonly unknown[] = [];
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      errors = validate(apiSchema, document);
    })();
    if (errors.length > 0) throw new Error(`The test's operation is not valid: ${errors.join("; ")}`);
    reported.length = 0;
    return gateway.execute({ document, variables, context: requestOf() });
  };

  return {
    execute,
    ask: async (text: string, variables?: Record<string, unknown>) => asJson(await execute(text, variables)),
    reported,
    stop: () => gateway.stop?.(),
  };
};
