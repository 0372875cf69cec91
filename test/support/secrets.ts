/** What servers under test verify tokens with. */
export const AUTH_SECRET = "a-secret-of-at-least-thirty-two-bytes";

/** What a gateway under test shows to subgraphs. */
export const GATEWAY_SECRET = "a-secret-of-the-gateway";

/** How tokens under that secret are made and verified. */
export const auth = {
  kind: "secret",
  secrets: [AUTH_SECRET],
  issuer: "customer-graph",
  audience: "customer-graph",
  // Tokens of tests have the scopes that they name.
  contactsScopesFrom: "2026-01-01",
} as const;
