import { metricsGuard } from "../../platform/http/guards.ts";
import { type Handler, listen } from "../../platform/http/server.ts";
import { createLog } from "../../platform/observability/log.ts";

/** Answers at routes on any free port of this machine. The address is a number, so that no name has to be looked up. */
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
