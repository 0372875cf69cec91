import type { IncomingHttpHeaders } from "node:http";
import type { Auth } from "../config/auth.ts";
import { Refusal } from "../graphql/errors.ts";
import type { Log } from "../observability/log.ts";
import { demoViewer } from "./demo-viewer.ts";
import type { Viewer } from "./viewer.ts";

/** Returns the viewer of a request's bearer token, or refuses. */
export type SignIn = (headers: IncomingHttpHeaders) => Promise<Viewer>;

const STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  DOWNSTREAM_SERVICE_UNAVAILABLE: 503,
} as const;

const headersOf = (code: keyof typeof STATUS): ReadonlyMap<string, string> =>
  new Map(code === "UNAUTHENTICATED" ? [["www-authenticate", "Bearer"]] : []);

/** A refusal of the whole request, so that HTTP reports it too. */
export const refuseRequest = (code: keyof typeof STATUS, message: string, headers = headersOf(code)): Refusal =>
  new Refusal(code, message, { extensions: { http: { status: STATUS[code], headers } } });

const withStatus = (error: unknown): unknown =>
  error instanceof Refusal && error.code in STATUS
    ? refuseRequest(error.code as keyof typeof STATUS, error.message)
    : error;

export const refuseAnonymous = (): Refusal =>
  refuseRequest("UNAUTHENTICATED", "Sign in: send the header `Authorization: Bearer <token>`.");

const tokenIn = ({ authorization }: IncomingHttpHeaders): string => {
  const [, token] = /^bearer +([^\s]+) *$/i.exec(authorization ?? "") ?? [];
  if (!token) throw refuseAnonymous();
  return token;
};

const LOOPBACK = /^http:\/\/(localhost|127\.|\[::1\])/;

/** Warns once per start when nobody has to sign in, or when others could forge a sign-in. */
export const warnOfOpenAccess = (auth: Auth | null, log: Log): void => {
  if (auth?.kind === "jwks" && auth.url.startsWith("http:") && !LOOPBACK.test(auth.url)) {
    log.warn("AUTH_JWKS_URL is not https: anyone on the network path to it can sign tokens");
  }
  if (auth) return;
  log.warn("NO SIGN-IN IS CONFIGURED: listening on 127.0.0.1 only; every client is the demo viewer, with every scope");
};

/** Without a way to verify tokens everybody is the demo viewer: such a server listens on loopback only. */
export const createSignIn = async (auth: Auth | null, log: Log): Promise<SignIn> => {
  if (!auth) return async () => demoViewer;
  const { createTokenVerifier } = await import("./token.ts");
  const verify = createTokenVerifier(auth, log);

  return async (headers) => {
    const token = tokenIn(headers);
    return verify(token).catch((error: unknown) => {
      throw withStatus(error);
    });
  };
};
