/** What a log says of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly at?: string;
  /** The database object concerned, by name. */
  readonly database?: string;
  readonly path?: string;
  /** Further extensions from a subgraph in another process, as JSON. */
  readonly extensions?: string;
  readonly cause?: ErrorDescription;
}
