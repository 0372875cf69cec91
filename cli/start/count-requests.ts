import type { CountRequest, TooOften } from "../../gateway/rate-limit/count.ts";
import type { GatewayConfig } from "../../platform/config/index.ts";
import type { ServerProcess } from "../command/process.ts";

/** Counts requests for the rate limits, if there are any: in this process, or for all workers in the one that started them. */
export const countRequests = async (
  { rateLimits }: Pick<GatewayConfig, "rateLimits">,
  askPrimary?: ServerProcess["askPrimary"],
): Promise<CountRequest | undefined> => {
  if (rateLimits.tenant === 0 && rateLimits.subject === 0) return undefined;
  if (askPrimary) return async (asker) => ((await askPrimary(asker)) as TooOften | null | undefined) ?? null;
  const { createRequestCounter } = await import("../../gateway/rate-limit/count.ts");
  return createRequestCounter(rateLimits);
};
