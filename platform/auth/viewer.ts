/** Every scope of this graph. Its schema names them in `@requiresScopes`. */
export const SCOPES = [
  "customers:read",
  "customers:write",
  "finance:read",
  "finance:write",
  "internal:read",
  "admin",
] as const;

export type Scope = (typeof SCOPES)[number];

/** Who asks, read from a verified token and from nowhere else. */
export interface Viewer {
  readonly subject: string;
  readonly tenantId: string;
  /** The workspaces whose local customers this viewer may see. */
  readonly workspaceIds: readonly string[];
  /** The workspace that new customers belong to, if the viewer acts in one. */
  readonly workspaceId: string | null;
  /** All that the token carries: a supergraph of somebody else's knows other ones than {@link SCOPES}. */
  readonly scopes: ReadonlySet<string>;
}
