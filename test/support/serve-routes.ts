import { metricsGuard } from "../../platform/http/guards.ts";
import { type Handler, listen } from "../../platform/http/server.ts";
import { createLog } from "../../platform/observability/log.ts";

/** Serves routes on a free port. The URL has an IP address, so that no name lookup is needed. */
export const serveRoutes = async (routes: Readonly<Record<string, Handler>>) => {
  const server = await listen({
    port: 0,
    local: true,
    log: createLog({ name: "test", level: "silent" }),
    metrics: { guard: metricsGuard(null), text: async () => "" },
  });
  server.open(routes, async () => undefined);
  return { url: server.url.replace("localhost", "127.0.0.1"), close: () => server.drain(0) };
};
