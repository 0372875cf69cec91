import { LAST_IMPLICATION } from "../auth/token/implied-scopes.ts";
import { day, httpUrl, type Secrets, secrets, words } from "./kinds.ts";
import type { Reader } from "./reader.ts";

interface Rules {
  readonly issuer: string;
  readonly audience: string;
  /** The day, in UTC, from which no scope implies those for personal data. */
  readonly contactsScopesFrom: string;
}

/**
 * How tokens are verified: by any of the shared secrets (HS256; the first signs) or by an identity provider's published
 * keys.
 */
export type Auth =
  | (Rules & { readonly kind: "secret"; readonly secrets: Secrets })
  | (Rules & { readonly kind: "jwks"; readonly url: string });

/** Default issuer and audience of tokens under AUTH_SECRET. */
const OWN_NAME = "customer-graph";

/** Reads how to verify tokens; null means that nobody can sign in, which production refuses. */
export const readAuth = (reader: Reader, production: boolean): Auth | null => {
  const keys = reader.read("AUTH_SECRET", secrets(32), null);
  const url = reader.read("AUTH_JWKS_URL", httpUrl, null);
  const issuer = reader.read("AUTH_ISSUER", words, null);
  const audience = reader.read("AUTH_AUDIENCE", words, null);
  const contactsScopesFrom = reader.read("CONTACTS_SCOPES_FROM", day(LAST_IMPLICATION), LAST_IMPLICATION);
  const [bySecret, byKeys] = [reader.has("AUTH_SECRET"), reader.has("AUTH_JWKS_URL")];

  if (bySecret && byKeys) reader.fault("AUTH_JWKS_URL", "either AUTH_SECRET or AUTH_JWKS_URL, not both");
  if (byKeys && !issuer) reader.fault("AUTH_ISSUER", "the issuer of the tokens, which AUTH_JWKS_URL requires");
  if (byKeys && !audience) reader.fault("AUTH_AUDIENCE", "the audience of the tokens, which AUTH_JWKS_URL requires");
  if (!bySecret && !byKeys) {
    if (production) reader.fault("AUTH_SECRET", "AUTH_SECRET or AUTH_JWKS_URL, because NODE_ENV is production");
    if (issuer) reader.fault("AUTH_ISSUER", "AUTH_SECRET or AUTH_JWKS_URL to be set as well");
    if (audience) reader.fault("AUTH_AUDIENCE", "AUTH_SECRET or AUTH_JWKS_URL to be set as well");
  }

  if (keys) {
    const own = { issuer: issuer ?? OWN_NAME, audience: audience ?? OWN_NAME };
    return { kind: "secret", secrets: keys, ...own, contactsScopesFrom };
  }
  return url && issuer && audience ? { kind: "jwks", url, issuer, audience, contactsScopesFrom } : null;
};
