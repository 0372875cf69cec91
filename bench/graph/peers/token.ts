import type { IncomingHttpHeaders } from "node:http";
import { jwtVerify } from "jose";

const ISSUER = "customer-graph";

/** Verifies tokens as the graph does: the signature, the issuer, the audience and the expiry; a verified one is kept until it expires. */
export const tenantReader = (secret: string): ((headers: IncomingHttpHeaders) => Promise<string>) => {
  const key = new TextEncoder().encode(secret);
  const known = new Map<string, { readonly tenant: string; readonly expires: number }>();
  return async ({ authorization = "" }) => {
    const token = authorization.replace(/^Bearer /, "");
    const found = known.get(token);
    if (found && found.expires > Date.now()) return found.tenant;
    const { payload } = await jwtVerify(token, key, { issuer: ISSUER, audience: ISSUER });
    const tenant = String(payload.tenant);
    known.set(token, { tenant, expires: Number(payload.exp) * 1_000 });
    return tenant;
  };
};
