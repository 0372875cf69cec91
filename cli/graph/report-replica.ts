import type { OpenOptions } from "../../platform/database/open.ts";
import { oncePerCause } from "../../platform/observability/log/once-per-cause.ts";
import type { Log } from "../../platform/observability/log.ts";
import type { Metrics } from "../../platform/observability/metrics.ts";

type Reports = Omit<NonNullable<OpenOptions["replica"]>, "url" | "maxLag">;

/**
 * Logs the state of the read replica: once when it becomes usable or stops being so, and once for each cause of a
 * failed statement.
 */
export const reportReplica = (log: Log, metrics: Metrics | undefined): Reports => ({
  onChange: (state) => {
    if (state.usable) log.info("queries are read from the replica");
    else
      log.warn({ fault: state.fault, err: state.error }, "queries are read from the primary, the replica is not fit");
  },
  onFailed: oncePerCause((err, leftOut) =>
    log.warn({ err, leftOut }, "a statement failed on the replica and was read from the primary"),
  ),
  countRead: metrics?.countRead,
  watchLag: metrics?.watchLag,
});
