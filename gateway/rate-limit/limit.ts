import { refuseRequest } from "../../platform/auth/sign-in.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Metrics } from "../../platform/observability/metrics.ts";
import type { CountRequest } from "./count.ts";

/** Throws for a request over the limit of its tenant or subject. */
export type LimitRate = (viewer: Viewer) => Promise<void>;

const WHOSE = { TENANT: "Your organization", SUBJECT: "You" } as const;

/** Refuses with 429 and `Retry-After`. */
export const createRateLimit =
  (count: CountRequest, metrics: Metrics): LimitRate =>
  async ({ tenantId, subject }) => {
    const tooOften = await count({ tenantId, subject });
    if (!tooOften) return;
    const { who, retryAfter } = tooOften;
    metrics.countTurnedAway(who);
    throw refuseRequest(
      "RATE_LIMITED",
      `${WHOSE[who]} sent too many requests. Try again in ${retryAfter} s.`,
      new Map([["retry-after", String(retryAfter)]]),
    );
  };
