import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from "jose";
import type { Auth } from "../../config/auth.ts";

/** What verifies a signature, and the only algorithms it accepts: never the token's own choice. */
export interface Keys {
  readonly algorithms: readonly string[];
  /** Tried in order: a token is valid under any of them. */
  readonly keys: readonly JWTVerifyGetKey[];
}

const PAUSE_AFTER_FAILURE_MS = 2_000;
const MOST_BYTES = 262_144;

const readBounded = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error("the published keys are too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const fetchKeys: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options);
  if (response.status !== 200) throw new Error(`the published keys answer with status ${response.status}`);
  const text = await readBounded(response);
  if (!Array.isArray(JSON.parse(text)?.keys)) throw new Error("the published keys are not a JSON Web Key Set");
  return new Response(text);
};

/** Fetches from the identity provider at most every two seconds while it fails. */
const patientFetch = (): FetchImplementation => {
  let failedAt = Number.NEGATIVE_INFINITY;

  return async (url, options) => {
    if (performance.now() - failedAt < PAUSE_AFTER_FAILURE_MS)
      throw new Error("the published keys could not be read a moment ago");
    try {
      return await fetchKeys(url, options);
    } catch (error) {
      failedAt = performance.now();
      throw error;
    }
  };
};

/**
 * The keys of a deployment: shared secrets, or published ones, fetched again at most every 30 seconds for an unknown
 * key.
 */
export const keysOf = (auth: Auth): Keys => {
  if (auth.kind === "secret") {
    const secrets = auth.secrets.map((secret) => new TextEncoder().encode(secret));
    return { algorithms: ["HS256"], keys: secrets.map((secret) => async () => secret) };
  }
  return {
    algorithms: ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"],
    keys: [
      createRemoteJWKSet(new URL(auth.url), {
        cooldownDuration: 30_000,
        cacheMaxAge: 600_000,
        timeoutDuration: 5_000,
        [customFetch]: patientFetch(),
      }),
    ],
  };
};
