import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Auth } from "../config/auth.ts";
import { Refusal } from "../graphql/errors.ts";
import type { Log } from "../observability/log.ts";
import { type Claims, viewerOf } from "./token/claims.ts";
import { createImplication } from "./token/implied-scopes.ts";
import { keysOf } from "./token/keys.ts";
import { createVerified } from "./token/verified-tokens.ts";
import type { Viewer } from "./viewer.ts";

/** Returns the viewer that a token names; throws a Refusal for any other. */
export type VerifyToken = (token: string) => Promise<Viewer>;

const LEEWAY_SECONDS = 5;

const unauthenticated = (message: string): Refusal => new Refusal("UNAUTHENTICATED", message);

/** Whether the token is at fault, rather than the fetch of the keys. */
const isTokensFault = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC");

const refusalFor = (error: unknown, log: Log): Refusal => {
  if (error instanceof errors.JWTExpired) return unauthenticated("The token has expired.");
  if (isTokensFault(error)) return unauthenticated("The token is not valid.");
  log.warn({ err: error }, "the keys that verify tokens cannot be read");
  return new Refusal("DOWNSTREAM_SERVICE_UNAVAILABLE", "Sign-in is temporarily unavailable.");
};

/** Verifies signature, algorithm, issuer, audience and times, and caches what it verified. */
export const createTokenVerifier = (auth: Auth, log: Log, now: () => number = Date.now): VerifyToken => {
  const { keys, algorithms } = keysOf(auth);
  const implication = createImplication(auth.contactsScopesFrom, now);
  const { issuer, audience } = auth;
  const rules = {
    algorithms: [...algorithms],
    issuer,
    audience,
    clockTolerance: LEEWAY_SECONDS,
    requiredClaims: ["exp", "sub", "tenant"],
  };
  const verified = createVerified(now);

  const payloadOf = async (token: string): Promise<JWTPayload> => {
    let failure: unknown;
    for (const key of keys) {
      try {
        return (await jwtVerify(token, key, { ...rules, currentDate: new Date(now()) })).payload;
      } catch (error) {
        failure = error;
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
      }
    }
    throw refusalFor(failure, log);
  };

  return async (token) => {
    const known = verified.get(token);
    if (known) return known;

    const payload = await payloadOf(token);
    const viewer = viewerOf(payload, implication.scopesOf);
    if (!viewer) throw unauthenticated("The token does not name a valid subject, tenant or workspace.");
    verified.set(token, viewer, Math.min((payload.exp ?? 0) * 1_000, implication.until()));
    return viewer;
  };
};

/**
 * A token signed with the first of the deployment's own secrets. `lifetime` is a number with its unit: `15m`, `1h`,
 * `30d`.
 */
export const mintToken = (auth: Auth & { kind: "secret" }, claims: Claims, lifetime: string): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setIssuer(auth.issuer)
    .setAudience(auth.audience)
    .setExpirationTime(lifetime)
    .sign(new TextEncoder().encode(auth.secrets[0]));
