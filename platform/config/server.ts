import { LOG_LEVELS, type LogLevel } from "../observability/log.ts";
import { type Auth, readAuth } from "./auth.ts";
import { flag, oneOf, type Secrets, secrets, wholeNumber } from "./kinds.ts";
import type { Environment, Reader } from "./reader.ts";
import { readTraffic, type TrafficLimits } from "./traffic.ts";

/** The settings common to all servers. */
export interface ServerConfig {
  readonly production: boolean;
  readonly logLevel: LogLevel;
  readonly port: number;
  /** Null is development mode: loopback only, and everybody is the demo viewer. */
  readonly auth: Auth | null;
  /** The gateway presents the first to subgraphs in other processes, which accept any of them. */
  readonly gatewaySecrets: Secrets | null;
  readonly metricsTokens: Secrets | null;
  readonly introspection: boolean;
  readonly traffic: TrafficLimits;
}

/** The level of the log. */
export const logLevelIn = (reader: Reader): LogLevel => reader.read("LOG_LEVEL", oneOf(LOG_LEVELS), "info");

/** Reads what all servers have. */
export const serverIn = (reader: Reader, env: Environment, port: number, maxBodyOfGateway?: number): ServerConfig => {
  const production = env.NODE_ENV === "production";
  const gatewaySecrets = reader.read("GATEWAY_SECRET", secrets(16), null);
  return {
    production,
    logLevel: logLevelIn(reader),
    port: reader.read("PORT", wholeNumber(0, 65_535), port),
    auth: readAuth(reader, production),
    gatewaySecrets,
    metricsTokens: reader.read("METRICS_TOKEN", secrets(16), null),
    introspection: reader.read("INTROSPECTION", flag, !production),
    traffic: readTraffic(reader, gatewaySecrets ? maxBodyOfGateway : undefined),
  };
};
