import { generateKeyPairSync } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import type { Viewer } from "../../../platform/auth/viewer.ts";

type Headers = Readonly<Record<string, string>>;

interface Claims {
  readonly [name: string]: unknown;
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

const claimsOf = ({ subject, tenantId, workspaceIds, workspaceId, scopes }: Viewer): Claims => ({
  sub: subject,
  tenant: tenantId,
  workspaces: workspaceIds,
  workspace: workspaceId,
  scope: [...scopes].join(" "),
});

const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;

const legitimateClaims = (viewer: Viewer): Claims => ({
  ...claimsOf(viewer),
  iss: "customer-graph",
  aud: "customer-graph",
  exp: inAnHour(),
});

const signed = async (secret: string, claims: Claims, alg = "HS256"): Promise<Headers> =>
  bearer(await new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret)));

/** The headers of a legitimate viewer. */
export const legitimateHeaders = (secret: string, viewer: Viewer): Promise<Headers> =>
  signed(secret, legitimateClaims(viewer));

/** A token whose claims were replaced after signing. */
const altered = async (secret: string, viewer: Viewer): Promise<Headers> => {
  const mine = await legitimateHeaders(secret, { ...viewer, scopes: new Set() });
  const [header, , signature] = (mine.authorization ?? "").split(".");
  const claims = Buffer.from(JSON.stringify(legitimateClaims(viewer))).toString("base64url");
  return { authorization: [header, claims, signature].join(".") };
};

const withKeysOfTheirOwn = async (viewer: Viewer): Promise<Headers> => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" });
  return bearer(await new SignJWT(legitimateClaims(viewer)).setProtectedHeader({ alg: "ES256", jwk }).sign(privateKey));
};

/**
 * Headers that impersonate a viewer without a valid token, by description. Apart from one fault,
 * each is correct.
 */
export const impostorsOf = async (secret: string, viewer: Viewer): Promise<Readonly<Record<string, Headers>>> => {
  const claims = legitimateClaims(viewer);
  const without = (name: string): Promise<Headers> =>
    signed(secret, Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name)));
  const anHourAgo = inAnHour() - 7_200;
  return {
    "no token": {},
    "the names of a tenant and a user in headers": {
      tenant: viewer.tenantId,
      "x-tenant-id": viewer.tenantId,
      "x-user": viewer.subject,
    },
    "a password": { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` },
    "an empty token": { authorization: "Bearer " },
    "a token that is none": bearer("a.b.c"),
    "an expired token": await signed(secret, { ...claims, exp: anHourAgo }),
    "a token that never expires": await without("exp"),
    "a token of the future": await signed(secret, { ...claims, nbf: inAnHour() - 60 }),
    "a token signed with another secret": await signed("x".repeat(secret.length), claims),
    "a token with other claims than were signed": await altered(secret, viewer),
    "an unsigned token": bearer(new UnsecuredJWT(claims).encode()),
    "a token of another algorithm": await signed(secret, claims, "HS512"),
    "a token signed with keys of their own": await withKeysOfTheirOwn(viewer),
    "a token for another audience": await signed(secret, { ...claims, aud: "another" }),
    "a token for nobody": await without("aud"),
    "a token of another issuer": await signed(secret, { ...claims, iss: "another" }),
    "a token without a tenant": await without("tenant"),
    "a tenant that is no UUID": await signed(secret, { ...claims, tenant: `${viewer.tenantId}' or true --` }),
    "several tenants": await signed(secret, { ...claims, tenant: [viewer.tenantId] }),
    "a token without a subject": await without("sub"),
    "workspaces that are no UUIDs": await signed(secret, { ...claims, workspaces: ["*"] }),
    "a workspace that is none of theirs": await signed(secret, { ...claims, workspaces: [] }),
  };
};
