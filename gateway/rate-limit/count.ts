import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { RateLimits } from "../../platform/config/traffic.ts";

export type Asker = Pick<Viewer, "tenantId" | "subject">;

/** Whose limit is exceeded, and in how many seconds the next request is accepted. */
export interface TooOften {
  readonly who: "TENANT" | "SUBJECT";
  readonly retryAfter: number;
}

/** Counts one request; resolves to `null` if no limit is exceeded. */
export type CountRequest = (asker: Asker) => Promise<TooOften | null>;

/** All requests of this window may come at once; only their average is limited. */
const WINDOW_SECONDS = 10;
const LONGEST_KEY = 100;

/** A subject may be as long as a header; the stored key must not be. */
const keyOf = ({ tenantId, subject }: Asker): string =>
  `${tenantId} ${subject.length > LONGEST_KEY ? createHash("sha256").update(subject).digest("base64") : subject}`;

const createCounter = (who: TooOften["who"], rate: number): ((key: string) => Promise<TooOften | null>) => {
  if (rate === 0) return async () => null;
  const limiter = new RateLimiterMemory({ points: rate * WINDOW_SECONDS, duration: WINDOW_SECONDS });
  return (key) =>
    limiter.consume(key).then(
      () => null,
      (refused: unknown) => {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return { who, retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
      },
    );
};

/**
 * Counts requests in memory, the subject's first: requests refused to a subject do not count for its tenant. Counts
 * expire after ten seconds, so memory holds no more keys than requests were admitted in that time.
 */
export const createRequestCounter = ({ tenant, subject }: RateLimits): CountRequest => {
  const countSubject = createCounter("SUBJECT", subject);
  const countTenant = createCounter("TENANT", tenant);
  return async (asker) => (await countSubject(keyOf(asker))) ?? countTenant(asker.tenantId);
};
