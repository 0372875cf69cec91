import type { Asker } from "../../gateway/rate-limit/count.ts";
import { warnOfOpenAccess } from "../../platform/auth/sign-in.ts";
import type { StartConfig } from "../../platform/config/index.ts";
import { acceptFor } from "../../platform/http/accept.ts";
import { ensurePortIsFree } from "../../platform/http/port.ts";
import { createLog } from "../../platform/observability/log.ts";
import { createLifecycle, endOnSignals } from "../../platform/process/lifecycle.ts";
import { startWorkers } from "../../platform/process/workers/primary.ts";
import { programFile } from "../../platform/project.ts";
import { GRACE_MS, sayReady } from "../command/process.ts";
import { openStore } from "../command/store.ts";
import { readContract } from "../graph/read-contract.ts";
import { countRequests } from "./count-requests.ts";

/** Logged once, here, instead of by every worker. */
const checkTrusted = async (path: string, config: StartConfig): Promise<void> => {
  const [{ readTrustedDocuments }, { validateTrusted }, { readSupergraph }] = await Promise.all([
    import("../../gateway/trusted-documents/read.ts"),
    import("../../gateway/trusted-documents/prepare.ts"),
    import("../../gateway/supergraph.ts"),
  ]);
  const documents = await readTrustedDocuments(path);
  const { createApiSchema } = readSupergraph(await readContract(config));
  if (documents) validateTrusted(createApiSchema(), documents, config.documentLimits);
};

/** Longer than the workers' own grace period: only a hung one is killed. */
const TIMEOUT_MS = GRACE_MS + 2_000;

/** Prepares the database, once, for the workers that answer requests. */
export const startPrimary = async (config: StartConfig, isLocal: boolean): Promise<void> => {
  const log = createLog({ name: "graph", level: config.logLevel });
  const lifecycle = createLifecycle(log);
  endOnSignals(lifecycle, log, ["SIGTERM", "SIGINT"]);
  await ensurePortIsFree(config.port, !config.auth);
  warnOfOpenAccess(config.auth, log);

  if (config.trustedDocuments) await checkTrusted(config.trustedDocuments, config);
  const store = isLocal ? await openStore(config, lifecycle, log) : undefined;
  if (store) {
    const { prepareStore } = await import("./prepare-store.ts");
    await prepareStore(store, { ...config, replica: null }, { lifecycle, log });
  }
  const countRequest = await countRequests(config);
  const script = programFile("cli/start.js");
  const workers = startWorkers({
    count: config.workers,
    script,
    env: store ? { DATABASE_URL: store.appUrl } : {},
    log,
    answer: async (question) => countRequest?.(question as Asker),
  });
  await lifecycle.onEnd(() => workers.drain(TIMEOUT_MS));
  await workers.ready;
  const { port, auth, traffic } = config;
  const acceptor = await acceptFor({ port, local: !auth, maxConnections: traffic.maxConnections }, workers.dispatch);
  await lifecycle.onEnd(() => {
    workers.hold();
    return acceptor.stop();
  });
  sayReady(acceptor.url, log);
};
