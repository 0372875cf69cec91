/** The secret that signs tokens in tests. */
export const AUTH_SECRET = "a-secret-of-at-least-thirty-two-bytes";

/** The secret by which the gateway identifies itself to subgraphs in tests. */
export const GATEWAY_SECRET = "a-secret-of-the-gateway";

/** Settings for creating and verifying tokens with that secret. */
export const auth = {
  kind: "secret",
  secrets: [AUTH_SECRET],
  issuer: "customer-graph",
  audience: "customer-graph",
  // In the past, so that tokens have only the scopes they name.
  contactsScopesFrom: "2026-01-01",
} as const;
