import cluster from "node:cluster";
import { createSignIn, type SignIn, warnOfOpenAccess } from "../../platform/auth/sign-in.ts";
import type { ServerConfig } from "../../platform/config/index.ts";
import { metricsGuard } from "../../platform/http/guards.ts";
import { createUnbound, type Handler, type HttpOptions, type HttpServer, listen } from "../../platform/http/server.ts";
import { createLog, type Log } from "../../platform/observability/log.ts";
import { createMetrics, type Metrics } from "../../platform/observability/metrics.ts";
import { createLifecycle, endOnSignals, type Lifecycle } from "../../platform/process/lifecycle.ts";
import { createReadBudgets, type ReadBudgets } from "../../platform/process/requests/read-budgets.ts";
import { linkToPrimary, type WorkerLink } from "../../platform/process/workers/worker.ts";

/** The common parts of every server of this project. */
export interface ServerProcess {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
  readonly signIn: SignIn;
  /** Counts what requests read into this process. */
  readonly budgetOf: ReadBudgets;
  /** In a worker: asks the primary for what it knows for all workers. */
  readonly askPrimary: WorkerLink["ask"] | undefined;
  /** Starts answering, and announces that. `check` rejects while a dependency cannot be reached. */
  ready(routes: Readonly<Record<string, Handler>>, check?: () => Promise<void>): Promise<void>;
}

/** How long requests in flight may take to finish when the process stops. */
export const GRACE_MS = 10_000;

/** Announced on standard output, alone on its line: whoever started the process waits for it. */
export const sayReady = (url: string, log: Log): void => {
  log.info({ url, milliseconds: Math.round(performance.now()) }, "ready");
  process.stdout.write(`ready ${url}\n`);
};

interface Opened {
  readonly server: HttpServer;
  readonly announce: () => void;
}

/** Opens a server process. It listens at once, except as a worker, which receives connections once it can answer. */
export const openProcess = async (name: string, config: ServerConfig): Promise<ServerProcess> => {
  const { port, auth, metricsTokens, logLevel, traffic } = config;
  const log = createLog({ name, level: logLevel });
  const metrics = createMetrics();
  const lifecycle = createLifecycle(log);
  const link = cluster.isWorker ? linkToPrimary(lifecycle, metrics) : undefined;
  if (!link) endOnSignals(lifecycle, log, ["SIGTERM", "SIGINT"]);

  const http: HttpOptions = {
    local: !auth,
    maxConnections: traffic.maxConnections,
    log,
    metrics: { guard: metricsGuard(metricsTokens), text: link?.metrics ?? (() => metrics.registry.metrics()) },
  };
  const openServer = async (): Promise<Opened> => {
    if (link) {
      const server = createUnbound(http);
      return { server, announce: () => link.ready(server) };
    }
    const server = await listen({ ...http, port });
    await lifecycle.onEnd(() => server.drain(0));
    warnOfOpenAccess(auth, log);
    return { server, announce: () => sayReady(server.url, log) };
  };
  const { server, announce } = await openServer();

  return {
    log,
    metrics,
    lifecycle,
    signIn: await createSignIn(auth, log),
    budgetOf: createReadBudgets(traffic),
    askPrimary: link?.ask,
    ready: async (routes, check = async () => undefined) => {
      server.open(routes, check);
      await lifecycle.onEnd(() => server.drain(GRACE_MS));
      announce();
    },
  };
};
