import { http } from "../../gateway/transport/http.ts";
import type { Transport } from "../../gateway/transport/transport.ts";
import type { GatewayConfig } from "../../platform/config/index.ts";
import { httpUrl } from "../../platform/config/kinds.ts";
import { EXPLAIN_HEADER } from "../../platform/observability/explain/header.ts";
import { Explained } from "../../platform/process/explained.ts";
import type { ReadBudgets } from "../../platform/process/requests/read-budgets.ts";

/** The transport of a subgraph in another process, which gets the client's token and the gateway's secret. */
export const remoteSubgraph = (
  name: string,
  url: string,
  { gatewaySecrets, subgraphTimeout, traffic }: Pick<GatewayConfig, "gatewaySecrets" | "subgraphTimeout" | "traffic">,
  budgetOf: ReadBudgets,
): Transport => {
  if (!httpUrl.parse(url)) {
    throw new Explained(
      `The subgraph ${name} has no usable address: "${url}" is not a URL. Set its address in SUBGRAPHS.`,
    );
  }
  return http({
    name,
    url,
    timeout: subgraphTimeout,
    budgetOf,
    writeTimeout: traffic.requestTimeout,
    headers: ({ authorization, requestId, explain }) => ({
      "x-request-id": requestId,
      ...(authorization && { authorization }),
      ...(explain && { [EXPLAIN_HEADER]: "1" }),
      ...(gatewaySecrets && { "x-gateway-secret": gatewaySecrets[0] }),
    }),
  });
};
