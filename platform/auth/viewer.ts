/** Every scope of this graph, as in its `@requiresScopes`. */
export const SCOPES = [
  "customers:read",
  "customers:write",
  "contacts:read",
  "contacts:write",
  "finance:read",
  "finance:write",
  "internal:read",
  "admin",
] as const;

export type Scope = (typeof SCOPES)[number];

/** The identity behind a request, read only from a verified token. */
export interface Viewer {
  readonly subject: string;
  /** What to call the viewer, if the token says so. */
  readonly name?: string | undefined;
  readonly tenantId: string;
  /** The workspaces whose local customers this viewer may see. */
  readonly workspaceIds: readonly string[];
  /** The workspace that new customers belong to, if the viewer acts in one. */
  readonly workspaceId: string | null;
  /** All scopes of the token: another supergraph has others than {@link SCOPES}. */
  readonly scopes: ReadonlySet<string>;
}
