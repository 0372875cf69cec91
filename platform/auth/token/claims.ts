import type { JWTPayload } from "jose";
import type { Viewer } from "../viewer.ts";

/** The claims of a token besides issuer, audience and times. */
export interface Claims {
  readonly sub: string;
  readonly tenant: string;
  /** What to call the subject, as in OpenID Connect. */
  readonly name?: string;
  readonly workspaces?: readonly string[];
  readonly workspace?: string;
  /** Scopes separated by spaces. Unknown ones grant nothing. */
  readonly scope?: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_WORKSPACES = 1000;

/** Four times what OpenID Connect allows. */
const LONGEST_SUBJECT = 1_020;

/** Whether a text is a UUID in the form that PostgreSQL prints. */
export const isUuid = (value: unknown): value is string => typeof value === "string" && UUID.test(value);

/** Rows record who wrote them: PostgreSQL rejects U+0000, and UTF-8 half a surrogate pair. */
const isSubject = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= LONGEST_SUBJECT && !/[\0\p{Surrogate}]/u.test(value);

/** A name grants nothing: what cannot be shown is left out, and the token stays valid. */
const nameOf = (value: unknown): string | undefined => (isSubject(value) && value.trim() !== "" ? value : undefined);

const scopesOf = (scope: unknown): string[] =>
  typeof scope === "string" ? scope.split(" ").filter((each) => each !== "") : [];

/** The viewer that a verified token names, or undefined if its claims do not form one. `implied` adds scopes. */
export const viewerOf = (
  claims: JWTPayload & { [name in keyof Claims]?: unknown },
  implied: (scopes: readonly string[]) => readonly string[],
): Viewer | undefined => {
  const { sub, tenant, name, workspaces = [], workspace = null, scope } = claims;
  if (!isSubject(sub) || !isUuid(tenant)) return undefined;
  if (!Array.isArray(workspaces) || workspaces.length > MOST_WORKSPACES || !workspaces.every(isUuid)) return undefined;

  const scopes = scopesOf(scope);
  const workspaceIds = workspaces.map((id) => id.toLowerCase());
  const workspaceId = isUuid(workspace) ? workspace.toLowerCase() : null;
  if (workspace !== null && !(workspaceId && workspaceIds.includes(workspaceId))) return undefined;

  return {
    subject: sub,
    name: nameOf(name),
    tenantId: tenant.toLowerCase(),
    workspaceIds,
    workspaceId,
    scopes: new Set([...scopes, ...implied(scopes)]),
  };
};
